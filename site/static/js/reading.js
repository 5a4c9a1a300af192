// The queue by keyboard. The page works without it; nothing here is needed to verify.
(() => {
  const rows = [...document.querySelectorAll("[data-entry]")];
  const form = document.getElementById("verify");
  const hint = document.querySelector("[data-shortcuts]");
  if (!rows.length || !form) return;
  if (hint) hint.hidden = false;
  let at = -1;
  const box = (row) => row.querySelector("input[type=checkbox]");
  const go = (step) => {
    at = Math.min(rows.length - 1, Math.max(0, at + step));
    box(rows[at]).focus();
    rows[at].scrollIntoView({ block: "nearest" });
  };
  const keys = {
    j: () => go(1),
    k: () => go(-1),
    x: () => at >= 0 && box(rows[at]).click(),
    v: () => form.querySelector("button[value=ticked]").click(),
    r: () => {
      if (at < 0) return;
      const details = rows[at].querySelector("details");
      details.open = true;
      details.querySelector("select").focus();
    },
  };
  rows.forEach((row, n) => row.addEventListener("focusin", () => { at = n; }));
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input:not([type=checkbox]), textarea, select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
})();
