// Shows a "copy" button where the browser can copy; without it the text is there to be selected.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const label = button.querySelector("span");
    const said = label.textContent;
    button.closest("[hidden]")?.removeAttribute("hidden");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText);
      label.textContent = button.dataset.copied;
      setTimeout(() => { label.textContent = said; }, 2000);
    });
  }
}
