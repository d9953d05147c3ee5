// Before the page is drawn: what the reader chose last time, so that nothing flashes.
const chosen = localStorage.getItem('theme')
if (chosen === 'dark' || chosen === 'light') document.documentElement.dataset.theme = chosen
