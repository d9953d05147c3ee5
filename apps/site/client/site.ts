/** What every page has: the choice of dark or light, which is the system's until it is made. */
const root = document.documentElement
const button = document.querySelector<HTMLButtonElement>('#theme') as HTMLButtonElement

function isDark(): boolean {
  const { theme } = root.dataset
  return theme === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark'
}

function show(): void {
  button.textContent = isDark() ? 'Light' : 'Dark'
}

button.addEventListener('click', () => {
  root.dataset['theme'] = isDark() ? 'light' : 'dark'
  localStorage.setItem('theme', root.dataset['theme'])
  show()
})
show()
