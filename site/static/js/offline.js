// Lists the pages this phone has kept.
(async () => {
  const box = document.querySelector("[data-kept-pages]");
  if (!box || !("caches" in window)) return;
  const pages = await caches.open("halaman-1");
  const found = [];
  for (const request of await pages.keys()) {
    const { headers } = await pages.match(request);
    found.push({ path: new URL(request.url).pathname, title: headers.get("X-Kept-Title"), at: +headers.get("X-Kept-At") });
  }
  if (!found.length) return;
  const site = document.title.split(" · ").at(-1);
  const code = document.documentElement.lang, list = box.querySelector("ul");
  for (const { path, title, at } of found.sort((a, b) => b.at - a.at)) {
    const item = list.appendChild(document.createElement("li"));
    const link = item.appendChild(document.createElement("a"));
    link.href = path;
    // Titles stand in the page as HTML: "&amp;" is read by a parser that runs nothing.
    const whole = new DOMParser().parseFromString(decodeURIComponent(title), "text/html").body.textContent;
    link.textContent = whole.replace(` · ${site}`, "");
    const when = item.appendChild(document.createElement("span"));
    when.className = "small muted";
    when.textContent = ` ${new Date(at).toLocaleString(code, { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" })}`;
  }
  box.hidden = false;
  document.querySelector("[data-nothing-kept]").hidden = true;
})();
