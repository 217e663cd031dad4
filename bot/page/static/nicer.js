// Makes the page a little nicer where scripts run; everything works without it.

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.parentElement.querySelector("bdi").textContent);
    button.setAttribute("aria-live", "polite");
    button.textContent = button.dataset.copy;
  });
}

const share = document.querySelector(".share");
if (share && navigator.geolocation && window.isSecureContext) {
  share.hidden = false;
  const [button, told] = [share.querySelector("button"), share.querySelector("p")];
  const found = ({ coords }) => {
    share.elements.lat.value = coords.latitude.toFixed(4);
    share.elements.lon.value = coords.longitude.toFixed(4);
    share.requestSubmit();
  };
  const failed = () => {
    told.textContent = share.dataset.failed;
    button.disabled = false;
    document.querySelector("#text").focus();
  };
  button.addEventListener("click", () => {
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(found, failed, { timeout: 15000, maximumAge: 60000 });
  });
}

// A second press while the first is under way says nothing. Who presses many buttons of one
// question, as in a week's grid, goes on where they were: a number is kept of it, no word.
const question = document.querySelector(".big > .text");
const choices = question ? [...question.parentElement.querySelectorAll("button")] : [];
const mark = question ? `${question.id} ${question.textContent.length}` : "";
for (const form of document.forms) {
  form.addEventListener("submit", (event) => {
    if (document.body.ariaBusy === "true") event.preventDefault();
    document.body.ariaBusy = "true";
    sessionStorage.again = JSON.stringify([mark, choices.indexOf(event.submitter), scrollY]);
  });
}
addEventListener("pageshow", () => (document.body.ariaBusy = null));
const [asked, pressed, from] = JSON.parse(sessionStorage.again ?? "[]");
if (mark && asked === mark && choices[pressed]) {
  choices[pressed].focus({ preventScroll: true });
  scrollTo({ top: from, behavior: "instant" });
}
delete sessionStorage.again;

// Enter sends, Shift and Enter make a new line.
document.querySelector("textarea")?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

const again = document.querySelector("[data-again]");
if (again) setTimeout(() => location.reload(), 1000 * Number(again.dataset.again));
