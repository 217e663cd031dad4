// Says that something new came, and leaves no chat standing open that the server would not show.
const news = document.querySelector(".news");
const EVERY = 20000;

function hide() {
  const typed = document.querySelector("#text");
  if (!typed?.value) return location.replace(location.pathname);
  for (const each of document.querySelectorAll("article, .earlier, .news")) each.hidden = true;
}

async function look() {
  if (document.hidden) return;
  const answer = await fetch(`/c/new?after=${news.dataset.after}`).catch(() => null);
  if (answer?.status === 403) hide();
  if (answer?.status !== 200) return;
  const link = news.querySelector("a");
  link.textContent = news.dataset.new;
  link.className = "key";
}

if (news) {
  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
}
