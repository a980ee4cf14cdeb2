/** One element. Text is always text: nothing here ever parses markup. */
export function element(tag: string, className: string, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

/** Chinese first, English small. */
export function label(chinese: string, english: string): HTMLElement {
  return element("div", "label", element("span", "zh", chinese), element("span", "en", english));
}

/** Sets a text only when it differs, so that the browser lays out nothing for nothing. */
export function setText(target: HTMLElement, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}
