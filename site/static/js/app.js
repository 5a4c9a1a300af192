// Small comforts; every page works without them.
// An open menu closes on Escape and on a touch elsewhere.
const openMenus = () => document.querySelectorAll("details.dropdown[open]");
document.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
// A message goes when it is closed; a question opens over the page and gives the focus back.
for (const button of document.querySelectorAll("[data-dismiss]")) button.hidden = false;
document.addEventListener("click", (event) => {
  const { target } = event;
  if (target.closest("[data-dismiss]")) {
    target.closest(".toast").remove();
    return document.getElementById("main").focus({ preventScroll: true });
  }
  const opened = target.closest("dialog[open]");
  if (opened && (target === opened || target.closest("a[href='#main']"))) {
    event.preventDefault();
    return opened.close();
  }
  const name = target.closest("[data-dialog]")?.dataset.dialog;
  const dialog = name && document.getElementById(name);
  if (!dialog?.showModal || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  dialog.showModal();
});
// A second tap on a slow network does not send a form twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.target) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  form.setAttribute("aria-busy", "true");
  setTimeout(free, 8000, form); // the answer may have been a file, and the page stayed
});
const free = (form) => {
  delete form.dataset.sent;
  form.removeAttribute("aria-busy");
};
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(free));
// The worker keeps what was read for the time without a network.
const { account, kept } = document.documentElement.dataset;
navigator.serviceWorker?.register("/sw.js", { updateViaCache: "none" }).catch(() => {});
if (navigator.serviceWorker && !navigator.serviceWorker.controller && !location.search) {
  navigator.serviceWorker.ready.then(({ active }) => active.postMessage({ keep: location.pathname }));
}
// Signed out, or somebody else: what the phone knows of the person before goes. Unsent entries wait for them.
const before = localStorage.getItem("account");
if (kept === undefined && before && before !== account) {
  localStorage.removeItem("account");
  const asked = indexedDB.open("lumbung", 1);
  asked.onupgradeneeded = () => asked.transaction.abort(); // nothing is there
  asked.onsuccess = () => {
    const me = asked.result.transaction("me", "readwrite").objectStore("me");
    me.get("account").onsuccess = ({ target }) => target.result !== account && me.clear();
  };
}
// Who came to an English page from elsewhere finds the rest of the site in English, too.
if (location.pathname.startsWith("/en/") && !document.cookie.includes("django_language=")) {
  document.cookie = "django_language=en; path=/; max-age=31536000; samesite=lax";
}
