/** A new element with attributes and children. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

/** Sets a text only if it is another one, so that nothing is laid out again for nothing. */
export function setText(node: Node, text: string): void {
  if (node.textContent !== text) node.textContent = text
}
