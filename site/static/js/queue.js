// Entries written without a network. Pages and the service worker share this file: both may add and send.
// Every entry belongs to an account; only that account sees it, and only its session sends it.
self.queue = (() => {
  const ADDRESS = "/catat/antrean/", CHANNEL = "catatan", AT_ONCE = 10;
  let opened;
  const open = () => opened ??= new Promise((done, fail) => {
    const asked = indexedDB.open("lumbung", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("entries", { keyPath: "id" });
      asked.result.createObjectStore("me");
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => { opened = null; fail(asked.error); };
  });
  const run = async (store, mode, act) => {
    const change = (await open()).transaction(store, mode);
    return new Promise((done, fail) => {
      const asked = act(change.objectStore(store));
      change.oncomplete = () => done(asked?.result);
      change.onabort = () => fail(change.error);
    });
  };
  const tell = () => { const all = new BroadcastChannel(CHANNEL); all.postMessage(1); all.close(); };
  const account = () => run("me", "readonly", (me) => me.get("account"));
  const shelf = async () => (await run("me", "readonly", (me) => me.get("shelf"))) || [];
  // Whose phone this is now. What was kept about somebody else goes; their entries wait for them.
  const enter = async (name) => {
    if ((await account()) !== name) await run("me", "readwrite", (me) => { me.clear(); me.put(name, "account"); });
  };
  const leave = () => run("me", "readwrite", (me) => me.clear());
  const mine = async () => {
    const owner = await account();
    if (!owner) return [];
    const all = await run("entries", "readonly", (entries) => entries.getAll());
    return all.filter((entry) => entry.owner === owner).sort((a, b) => a.at - b.at);
  };
  const put = async (entry) => { await run("entries", "readwrite", (entries) => entries.put(entry)); tell(); };
  const drop = async (id) => { await run("entries", "readwrite", (entries) => entries.delete(id)); tell(); };
  // Answers whether there was anybody to keep it for.
  const add = async (fields, owner) => {
    owner ||= await account();
    if (!owner) return false;
    const { label = "", ...rest } = fields;
    await put({ id: rest.client_id, owner, label, fields: rest, at: Date.now(), state: "waiting", sentence: "" });
    const worker = self.registration || (await navigator.serviceWorker?.getRegistration());
    await worker?.sync?.register(CHANNEL).catch(() => {});
    return true;
  };
  const note = (sent, said) => run("entries", "readwrite", (entries) => {
    entries.get(sent.id).onsuccess = ({ target: { result: now } }) => {
      if (!now || now.at !== sent.at) return; // dropped or changed meanwhile
      if (said.state === "saved" || said.state === "known") entries.delete(sent.id);
      else entries.put({ ...now, state: said.state, sentence: said.sentence, confirm: said.confirm, again: said.again });
    };
  });
  const greet = async () => {
    const answer = await fetch(ADDRESS, { cache: "no-store", redirect: "manual" });
    if (answer.status === 401 || answer.type === "opaqueredirect") return { state: "sign_in" };
    if (!answer.ok) return { state: "later" };
    const said = await answer.json();
    if (said.account === (await account())) await run("me", "readwrite", (me) => me.put(said.shelf, "shelf"));
    return said;
  };
  const deliver = async () => {
    const waiting = (await mine()).filter((entry) => entry.state === "waiting");
    if (!waiting.length) return "empty";
    const { account: owner, token, state } = await greet();
    if (state) return state;
    for (let at = 0; at < waiting.length; at += AT_ONCE) {
      const some = waiting.slice(at, at + AT_ONCE);
      if (some[0].owner !== owner) return "sign_in";
      const answer = await fetch(ADDRESS, {
        method: "POST",
        redirect: "manual",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token },
        body: JSON.stringify({ account: owner, entries: some.map((entry) => entry.fields) }),
      });
      if (!answer.ok) return answer.status === 401 || answer.status === 409 ? "sign_in" : "later";
      const { entries } = await answer.json();
      for (const [n, said] of entries.entries()) await note(some[n], said);
      tell();
    }
    return "sent";
  };
  // One at a time over all pages and the worker. Fails where there is no network.
  const send = () => (navigator.locks ? navigator.locks.request(CHANNEL, deliver) : deliver());
  return { CHANNEL, account, add, drop, enter, greet, leave, mine, put, send, shelf };
})();
