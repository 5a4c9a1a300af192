// The service worker. Pages come from the network first; what everybody may read is kept for the time without
// one. What the server made for one person is never kept: it alone says what may be (X-Offline).
const PAGES = "halaman-1", FILES = "berkas-1", PICTURES = "gambar-1", SHELLS = `kulit-${VERSION}`;
const MOST = { [PAGES]: 60, [FILES]: 120, [PICTURES]: 80 };
const PATIENCE = 4000; // milliseconds, then the kept copy is shown
const LOG = "/catat/";
const FIXED = /^\/static\/.+\.[0-9a-f]{12}\.\w+$|^\/warna\//; // their contents never change
const BROWSERS_OWN = /^\/(cms|dokumen|media)\/|\.\w+$/;
const OF_THE_CMS = /^\/static\/wagtail/;
const readable = new Set(); // pages seen since the worker woke up

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", (event) => {
  if (event.data?.keep) event.waitUntil(twin(event.data.keep));
  if (event.data?.shell) event.waitUntil(shellOf(event.data.shell));
});
addEventListener("sync", (event) => {
  if (event.tag === queue.CHANNEL) event.waitUntil(queue.send());
});
addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (request.method === "POST" && url.pathname === LOG) event.respondWith(log(event));
    if (request.method === "GET" && !BROWSERS_OWN.test(url.pathname)) event.respondWith(page(event, url));
  } else if (request.method === "GET") {
    if (OF_THE_CMS.test(url.pathname) || new URL(request.referrer || "/", url).pathname.startsWith("/cms/")) return;
    if (url.pathname.startsWith("/static/") || FIXED.test(url.pathname)) event.respondWith(file(event, url));
    else if (request.destination === "image" && /^\/(gambar|media)\//.test(url.pathname)) event.respondWith(picture(event));
  }
});

async function install() {
  for (const shell of [GIVEN.offline, ...Object.values(GIVEN.shells)]) {
    if (shell === GIVEN.offline || (await caches.match(shell))) await keepShell(shell);
  }
  await skipWaiting();
}
async function activate() {
  const known = new Set([PAGES, FILES, PICTURES, SHELLS]);
  for (const name of await caches.keys()) if (!known.has(name)) await caches.delete(name);
  await registration.navigationPreload?.enable();
  await clients.claim();
}

// Keeping ---------------------------------------------------------------------------------------------------
async function keepShell(path) {
  const answer = await fetch(path, { credentials: "omit", cache: "no-cache" });
  if (!answer.ok || answer.redirected) throw new Error(`${path}: ${answer.status}`);
  await store(SHELLS, path, answer);
}
async function shellOf(prefix) {
  const path = GIVEN.shells[prefix];
  if (path && !(await (await caches.open(SHELLS)).match(path))) await keepShell(path);
}
// The page as somebody without cookies sees it.
async function twin(path) {
  const answer = await fetch(path, { credentials: "omit" });
  if (answer.headers.get(GIVEN.header) === "keep" && !answer.redirected) await store(PAGES, path, answer);
}
async function store(name, path, answer) {
  const text = await answer.text(), headers = new Headers(answer.headers);
  headers.delete("Content-Encoding");
  headers.set("X-Kept-At", Date.now());
  headers.set("X-Kept-Title", encodeURIComponent(text.match(/<title>([^<]*)/)?.[1].trim() || path));
  await push(name, path, new Response(text, { headers }));
  const files = await caches.open(FILES);
  for (const [, linked] of text.matchAll(/(?:href|src)="(\/[^/"][^"]*\.(?:css|js|svg))"/g)) {
    if (!(await files.match(linked))) await files.add(linked).catch(() => {});
  }
}
async function push(name, key, answer) {
  const kept = await caches.open(name);
  await kept.delete(key);
  await kept.put(key, answer);
  const all = await kept.keys(); // the oldest first
  for (const old of all.slice(0, Math.max(0, all.length - (MOST[name] || 99)))) await kept.delete(old);
}
function consider(event, url, answer) {
  const said = answer.headers.get(GIVEN.header);
  if (answer.status === 404 || answer.status === 410) event.waitUntil(forget(url.pathname));
  if (!said || answer.redirected) return;
  readable.add(url.pathname);
  if (said === "keep") event.waitUntil(store(PAGES, url.pathname, answer.clone()));
  else if (!navigator.connection?.saveData) event.waitUntil(twin(url.pathname).catch(() => {}));
}
async function forget(path) {
  await (await caches.open(PAGES)).delete(path);
}

// Answering -------------------------------------------------------------------------------------------------
async function page(event, url) {
  const asked = network(event).then((answer) => {
    consider(event, url, answer);
    return answer;
  });
  event.waitUntil(asked.catch(() => {}));
  const kept = url.search ? null : await caches.match(url.pathname, { cacheName: PAGES, ignoreVary: true });
  try {
    return await (kept ? Promise.race([asked, late(kept)]) : asked);
  } catch {
    return (kept && shown(kept)) || shell(url.pathname);
  }
}
async function network(event) {
  return (await event.preloadResponse) || fetch(event.request);
}
const late = (kept) => new Promise((done) => setTimeout(() => done(shown(kept)), PATIENCE));
async function shell(path) {
  const prefix = Object.keys(GIVEN.shells).find((start) => path.startsWith(start));
  const kept = await caches.open(SHELLS);
  const found = (prefix && (await kept.match(GIVEN.shells[prefix]))) || (await kept.match(GIVEN.offline));
  return found ? shown(found, false) : Response.error();
}
// A copy says that it is one, to the reader and to our scripts.
async function shown(kept, told = true) {
  const text = await kept.text(), headers = new Headers(kept.headers);
  const code = text.match(/<html lang="(\w+)/)?.[1] || "id", words = GIVEN.words[code] || GIVEN.words.id;
  const at = new Date(+headers.get("X-Kept-At"));
  const time = at.toLocaleTimeString(code, { hour: "2-digit", minute: "2-digit" });
  const day = at.toLocaleDateString(code, { day: "numeric", month: "long", year: "numeric" });
  const today = at.toDateString() === new Date().toDateString();
  const said = (today ? words.today : words.earlier).replace("{time}", time).replace("{day}", day);
  const note = told ? `<p class="alert alert-wait" role="status">${said}</p>` : "";
  const marked = text.replace("<html", "<html data-kept").replace(/<main[^>]*>/, (main) => main + note);
  return new Response(marked, { headers });
}
// Names with a hash never change their contents; others are asked for again.
async function file(event, url) {
  const kept = await caches.match(url.pathname, { cacheName: FILES, ignoreVary: true });
  if (kept && FIXED.test(url.pathname)) return kept;
  try {
    const answer = await fetch(event.request);
    if (answer.ok && FIXED.test(url.pathname)) event.waitUntil(push(FILES, url.pathname, answer.clone()));
    return answer;
  } catch {
    return kept || Response.error();
  }
}
// Pictures of pages that everybody may read; those of a personal page would tell whose phone this was.
async function picture(event) {
  const kept = await caches.match(event.request, { cacheName: PICTURES, ignoreVary: true });
  if (kept) return kept;
  const from = event.request.referrer && new URL(event.request.referrer).pathname;
  const answer = await fetch(event.request);
  if (answer.status === 200 && readable.has(from)) event.waitUntil(push(PICTURES, event.request.url, answer.clone()));
  return answer;
}
// The log form without a network, or whose answer was lost: kept under the form's number, sent later.
async function log(event) {
  const copy = event.request.clone();
  const keep = async () => {
    const { csrfmiddlewaretoken, akun, ...fields } = Object.fromEntries(await copy.formData());
    return queue.add(fields, akun);
  };
  try {
    const answer = await fetch(event.request);
    // Led on: to "saved", or to the sign-in page because the session has ended. Only asking tells.
    if (answer.type === "opaqueredirect") event.waitUntil(queue.greet().then(({ state }) => state === "sign_in" && keep()).catch(() => {}));
    if (answer.status < 502) return answer;
  } catch {
    // No network, or it ended in between.
  }
  return (await keep()) ? Response.redirect(GIVEN.shells[LOG], 303) : shell(LOG);
}
