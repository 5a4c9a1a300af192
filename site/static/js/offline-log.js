// The log form of a phone without a network: fills in days and books, keeps entries, shows what became of them.
(() => {
  const root = document.querySelector("[data-offline-log]");
  if (!root || !("indexedDB" in window)) return;
  const { account } = document.documentElement.dataset;
  const form = root.querySelector("form"), list = root.querySelector("[data-entries]");
  const state = root.querySelector("[data-state]"), problem = form.querySelector("[data-problem]");
  const words = root.dataset, field = (name) => form.elements[name];
  const code = document.documentElement.lang;
  let changing = null, shelf = [], written = 0;

  const iso = (day) => new Date(day - day.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  const days = () => {
    const today = new Date(), yesterday = new Date(today);
    yesterday.setDate(today.getDate() - 1);
    [...form.querySelectorAll("input[name=day]")].forEach((radio, n) => { radio.value = iso(n ? yesterday : today); });
    field("read_on").max = iso(today);
  };
  const chip = (value, text) => {
    const label = root.querySelector("template[data-chip]").content.firstElementChild.cloneNode(true);
    label.querySelector("input").value = value;
    label.querySelector("span").textContent = text;
    return label;
  };
  // "shelf:5", "title:9", or nothing for a title written by hand.
  const books = (extra) => {
    const choices = shelf.map(({ id, name }) => [`shelf:${id}`, name]);
    if (extra && !choices.some(([value]) => value === extra[0])) choices.unshift(extra);
    const box = form.querySelector("[data-books]");
    box.replaceChildren(...[...choices, ["", words.otherBook]].map(([value, name]) => chip(value, name)));
    box.closest("fieldset").hidden = !choices.length;
    return choices;
  };
  const pick = (value) => {
    for (const radio of form.querySelectorAll("input[name=book]")) radio.checked = radio.value === value;
    form.querySelector("[data-by-hand]").hidden = value !== "";
    field("free_title").required = value === "";
  };
  const clear = () => {
    form.reset();
    days();
    changing = null;
    const asked = new URLSearchParams(location.search).get("buku"), choices = books();
    pick(choices.some(([value]) => value === `shelf:${asked}`) ? `shelf:${asked}` : choices[0]?.[0] ?? "");
  };
  const fields = () => {
    const { book = "", ...said } = Object.fromEntries(new FormData(form));
    const [kind, id] = book.split(":");
    for (const name of Object.keys(said)) if (said[name] === "") delete said[name];
    if (id) {
      said[kind] = id;
      delete said.free_title;
      delete said.free_author;
    }
    said.day ??= iso(new Date());
    said.label = id ? form.querySelector("input[name=book]:checked + span").textContent : said.free_title;
    said.client_id = (changing && !changing.again && changing.id) || crypto.randomUUID();
    return said;
  };
  const change = (entry) => {
    const { shelf: of, title, ...said } = entry.fields;
    const chosen = of ? `shelf:${of}` : title ? `title:${title}` : "";
    form.reset();
    days();
    books(chosen && [chosen, entry.label]);
    changing = entry;
    for (const [name, value] of Object.entries(said)) {
      const [first] = form.querySelectorAll(`[name="${CSS.escape(name)}"]`);
      if (first?.type === "radio") for (const radio of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) radio.checked = radio.value === value;
      else if (first?.type === "checkbox") first.checked = true;
      else if (first) first.value = value;
    }
    if (said.day && !form.querySelector("input[name=day]:checked")) field("read_on").value = said.day;
    for (const fold of form.querySelectorAll("details")) fold.open ||= !!fold.querySelector("textarea, input[type=date]")?.value;
    pick(chosen);
    form.scrollIntoView();
    form.querySelector("input:not([type=hidden])").focus();
  };
  const line = (entry) => {
    const item = root.querySelector("template[data-entry]").content.firstElementChild.cloneNode(true);
    const part = (name) => item.querySelector(`[data-${name}]`);
    const { read_on, day, minutes, quick_minutes, page_from, page_to } = entry.fields, stuck = entry.state !== "waiting";
    const when = new Date(`${read_on || day}T12:00`).toLocaleDateString(code, { weekday: "long", day: "numeric", month: "long" });
    const pages = page_to && `${words.page} ${page_from ? `${page_from}–` : ""}${page_to}`;
    const time = (minutes || quick_minutes) && `${minutes || quick_minutes} ${words.minutes}`;
    part("book").textContent = entry.label || words.noName;
    part("what").textContent = [when, pages, time].filter(Boolean).join(" · ");
    part("badge").textContent = stuck ? words[entry.state] : words.isWaiting;
    part("badge").classList.add(entry.state === "refused" ? "badge-alarm" : "badge-wait");
    part("why").textContent = entry.sentence;
    part("why").hidden = !entry.sentence;
    part("yes").hidden = entry.state !== "ask";
    part("change").hidden = !stuck;
    part("yes").onclick = () => queue.put({ ...entry, at: Date.now(), state: "waiting", sentence: "", fields: { ...entry.fields, confirmed: entry.confirm } }).then(send);
    part("change").onclick = () => change(entry);
    part("drop").onclick = () => confirm(words.reallyDrop) && queue.drop(entry.id);
    return item;
  };
  const draw = async () => {
    const mine = await queue.mine();
    list.replaceChildren(...mine.map(line));
    root.querySelector("[data-queue]").hidden = !mine.length;
    return mine;
  };
  const send = async () => {
    const before = (await queue.mine()).length || written;
    let found = await queue.send().catch(() => "offline");
    const left = await draw();
    written = 0;
    if (found === "empty" && before) found = "sent"; // by the worker, which was quicker
    const stuck = left.some((entry) => entry.state !== "waiting");
    const said = found === "sent" ? (stuck ? "lookAgain" : left.length ? "later" : "allSent") : found;
    state.textContent = words[said === "sign_in" ? "signIn" : said] || "";
    state.parentElement.hidden = !state.textContent;
    root.querySelector("[data-sign-in]").hidden = said !== "sign_in";
  };
  form.addEventListener("change", ({ target }) => target.name === "book" && pick(target.value));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = fields();
    problem.hidden = said.minutes || said.quick_minutes || said.page_to;
    if (!problem.hidden) return problem.focus();
    if (changing && said.client_id !== changing.id) await queue.drop(changing.id);
    await queue.add(said);
    written += 1;
    clear();
    await send();
    root.querySelector("h2").focus();
  });
  root.querySelector("[data-send]").onclick = send;
  const start = async () => {
    if (account) {
      await queue.enter(account);
      localStorage.setItem("account", account);
    }
    const owner = await queue.account();
    shelf = await queue.shelf();
    if (account && !shelf.length) {
      await queue.greet().catch(() => {});
      shelf = await queue.shelf();
    }
    clear();
    root.querySelector("[data-nobody]").hidden = !!owner;
    form.hidden = !owner;
    root.hidden = false; // only now: what is typed stays
    new BroadcastChannel(queue.CHANNEL).onmessage = draw;
    addEventListener("online", send);
    if (owner) await send();
  };
  start();
})();
