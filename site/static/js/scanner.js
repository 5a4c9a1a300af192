// Reads a sheet's QR code with the camera where the browser can; the form below works without it.
(() => {
  const box = document.querySelector("[data-scanner]");
  if (!box || !("BarcodeDetector" in window) || !navigator.mediaDevices) return;
  const [video, button] = [box.querySelector("video"), box.querySelector("button")];
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  let stream;
  const look = async () => {
    if (!stream) return;
    const [code] = await detector.detect(video).catch(() => []);
    const path = code && code.rawValue.match(/\/lembar\/[\w-]+\/$/);
    if (!path) return setTimeout(look, 250);
    stream.getTracks().forEach((track) => track.stop());
    location.assign(path[0]);
  };
  box.hidden = false;
  button.addEventListener("click", async () => {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      box.hidden = true;
      return;
    }
    video.srcObject = stream;
    video.hidden = false;
    button.hidden = true;
    await video.play();
    look();
  });
})();
