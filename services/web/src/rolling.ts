import { element } from "./dom";

const DIGITS = "01234567890123456789";

/** A text whose digits roll upwards to their new values, like a mileage counter. */
export class Rolling {
  readonly element = element("div", "rolling");
  private shape = "";
  private wheels: Wheel[] = [];

  show(text: string): void {
    if (this.element.dataset["text"] === text) return;
    this.element.dataset["text"] = text;
    this.element.setAttribute("aria-label", text);
    this.element.style.setProperty("--ems", width(text).toFixed(2));
    const shape = text.replace(/\d/g, "0");
    if (shape !== this.shape) this.rebuild(shape);
    const digits = text.replace(/\D/g, "");
    this.wheels.forEach((wheel, i) => wheel.rollTo(Number(digits[i])));
  }

  /** New digits come in on the left; the wheels on the right keep turning. */
  private rebuild(shape: string): void {
    const kept = [...this.wheels];
    this.wheels = [];
    const parts: HTMLElement[] = [];
    for (const character of [...shape].reverse()) {
      if (character === "0") {
        const wheel = kept.pop() ?? new Wheel();
        this.wheels.unshift(wheel);
        parts.unshift(wheel.element);
      } else {
        parts.unshift(element("span", "sign", character));
      }
    }
    this.element.replaceChildren(...parts);
    this.shape = shape;
  }
}

/** About how wide the text is, in its own font size. */
function width(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[,.]/.test(character) ? 0.32 : 0.61), 0);
}

/** One digit: two rounds of 0 to 9 on a strip, so that 9 rolls on to 0. */
class Wheel {
  private readonly strip = element("span", "strip", ...[...DIGITS].map((d) => element("span", "", d)));
  readonly element = element("span", "wheel", this.strip);
  private position = 0;

  rollTo(digit: number): void {
    if (this.position % 10 === digit) return;
    if (this.position >= 10) this.jumpBackOneRound();
    this.position = digit < this.position ? digit + 10 : digit;
    this.place();
  }

  private jumpBackOneRound(): void {
    this.position -= 10;
    this.strip.classList.add("still");
    this.place();
    void this.strip.offsetHeight; // lays out, so that the jump is not animated
    this.strip.classList.remove("still");
  }

  private place(): void {
    this.strip.style.transform = `translateY(${-this.position * 5}%)`;
  }
}
