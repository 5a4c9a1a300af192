// On a reader's own pages: sends what waits on this phone, and shows what is left.
(() => {
  const { account, kept } = document.documentElement.dataset;
  const { sayWaiting, sayRefused } = document.currentScript.dataset; // "{n} entries wait …"
  const box = document.querySelector("[data-waiting]");
  const say = (text, n) => text.replace("{n}", n);
  const draw = async () => {
    const mine = await queue.mine();
    const stuck = mine.filter((entry) => entry.state !== "waiting").length;
    document.querySelectorAll(".bar :is(.badge, .queue-told)").forEach((old) => old.remove());
    const link = document.querySelector('.bar a[href="/catat/"]');
    if (mine.length && link) {
      const badge = document.createElement("b");
      badge.className = `badge ${stuck ? "badge-alarm" : "badge-wait"}`;
      badge.textContent = mine.length;
      badge.setAttribute("aria-hidden", "true");
      const told = document.createElement("span");
      told.className = "visually-hidden queue-told";
      told.textContent = say(stuck ? sayRefused : sayWaiting, stuck || mine.length);
      link.append(badge, told);
    }
    if (!box) return;
    box.hidden = !mine.length;
    const lines = [mine.length > stuck && say(sayWaiting, mine.length - stuck), stuck && say(sayRefused, stuck)];
    box.querySelector("[data-lines]").textContent = lines.filter(Boolean).join(" ");
  };
  const send = () => queue.send().catch(() => {}).finally(draw);
  const start = async () => {
    if (account) {
      await queue.enter(account);
      localStorage.setItem("account", account);
    }
    new BroadcastChannel(queue.CHANNEL).onmessage = draw;
    addEventListener("online", send);
    await draw();
    if (account && kept === undefined) await send();
    if (account && document.querySelector("form.log-form")) {
      (await navigator.serviceWorker.ready).active.postMessage({ shell: "/catat/" });
      await queue.greet().catch(() => {});
    }
  };
  if ("indexedDB" in window && "BroadcastChannel" in window && navigator.serviceWorker) start();
})();
