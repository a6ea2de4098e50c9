/** A JSON value as text, and the line it begins on. */
export interface ValueText {
  readonly line: number;
  readonly text: string;
}

/** What is wrong with the text around the values; nothing behind it can be split. */
export interface SplitFault {
  readonly line: number;
  readonly rule: "too-long" | "json";
}

/**
 * Splits a text, given piece by piece, into the entries of the one JSON array it holds, or gives back the one value it
 * holds. It follows strings and brackets only; whether an entry is valid JSON is for its reader to find.
 */
export class ValueSplitter {
  readonly #maxCharacters: number;
  #line: number;
  #kind: "list" | "value" | undefined;
  #isOver = false;
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  #hasEntry = false;
  /** Line that the present value begins on; 0 between values. */
  #startLine = 0;
  #parts: string[] = [];
  #characters = 0;

  /**
   * @param maxCharacters - Longest value.
   * @param line - Number of the line that the text begins on.
   */
  constructor(maxCharacters: number, line = 1) {
    this.#maxCharacters = maxCharacters;
    this.#line = line;
  }

  /** Whether a value has begun and not ended. */
  get isOpen(): boolean {
    return this.#depth > 0 || this.#isInString;
  }

  /** Takes the next piece; yields the values that end in it, or one fault. */
  *add(text: string): Generator<ValueText | SplitFault> {
    let from = 0;
    for (let index = 0; index < text.length; index += 1) {
      const character = text[index] ?? "";
      if (character === "\n") this.#line += 1;
      if (this.#isInString) {
        this.#followString(character);
        continue;
      }
      if (isSpace(character)) continue;
      if (this.#isOver) return yield this.#fault("json");
      if (this.#kind === undefined) {
        this.#kind = character === "[" ? "list" : "value";
        if (this.#kind === "list") continue;
      }
      if (this.#kind === "list" && this.#depth === 0 && (character === "," || character === "]")) {
        this.#keep(text.slice(from, index));
        this.#isOver = character === "]";
        if (!this.#isOver || this.#hasEntry || this.#startLine > 0) yield this.#take();
        continue;
      }
      if (this.#startLine === 0) {
        this.#startLine = this.#line;
        from = index;
      }
      if (character === '"') this.#isInString = true;
      else if (character === "{" || character === "[") this.#depth += 1;
      else if (character === "}" || character === "]") this.#depth -= 1;
      if (this.#depth < 0) return yield this.#fault("json");
    }
    this.#keep(text.slice(from));
    if (this.#characters > this.#maxCharacters) yield { line: this.#startLine, rule: "too-long" };
  }

  /** Tells that the text has ended; yields the value that ended with it, or that the list was not closed. */
  *end(): Generator<ValueText | SplitFault> {
    if (this.#kind === "list" && !this.#isOver) yield this.#fault("json");
    if (this.#kind === "value") yield this.#take();
  }

  #followString(character: string): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (character === "\\") this.#isEscaped = true;
    else if (character === '"') this.#isInString = false;
  }

  #keep(text: string): void {
    if (this.#startLine === 0) return;
    this.#parts.push(text);
    this.#characters += text.length;
  }

  #take(): ValueText {
    const value = { line: this.#startLine === 0 ? this.#line : this.#startLine, text: this.#parts.join("") };
    this.#hasEntry = true;
    this.#startLine = 0;
    this.#parts = [];
    this.#characters = 0;
    return value;
  }

  #fault(rule: SplitFault["rule"]): SplitFault {
    return { line: this.#line, rule };
  }
}

function isSpace(character: string): boolean {
  return character === " " || character === "\n" || character === "\r" || character === "\t";
}
