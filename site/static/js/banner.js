// A closed notice stays closed until it says something else; an emergency until the browser is closed.
(() => {
  const root = document.documentElement, key = document.currentScript.dataset.banner, name = "notice";
  const stores = () => [localStorage, sessionStorage];
  try {
    if (stores().some((store) => store.getItem(name) === key)) root.dataset.notice = "closed";
  } catch { /* a browser without stores shows it each time */ }
  document.addEventListener("DOMContentLoaded", () => {
    const notice = document.querySelector(".notice"), button = notice?.querySelector("button");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.notice = "closed";
      document.getElementById("main")?.focus();
      try {
        stores()[notice.dataset.notice === "emergency" ? 1 : 0].setItem(name, key);
      } catch { /* then only for this page */ }
    });
  });
})();
