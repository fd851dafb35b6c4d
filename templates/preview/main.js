const query = new URLSearchParams(location.search);
const slug = query.get("brief");
const frame = document.getElementById("web");
const source = new EventSource(`/events?brief=${slug}&look=-.-.-`);
source.addEventListener("state", (event) => {
  const state = JSON.parse(event.data);
  if (state.web.number) frame.src = `/web/auto/-.-.-/${slug}/index.html?${state.web.number}`;
});
