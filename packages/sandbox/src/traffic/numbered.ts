/** Gives each different text a number, in the order they are first seen, without keeping the text. */
export interface Numbered {
  readonly of: (text: string) => number;
  readonly clear: () => void;
}

/** Returns numbers that start at 1. */
export function numbered(): Numbered {
  const numbers = new Map<string, number>();
  return {
    of: (text) => {
      const mark = `${text.length}-${fnv1a(text, 0x811c_9dc5)}-${fnv1a(text, 0x9e37_79b9)}`;
      const number = numbers.get(mark) ?? numbers.size + 1;
      numbers.set(mark, number);
      return number;
    },
    clear: () => numbers.clear(),
  };
}

/** FNV-1a over UTF-16 code units, from a start of one's choice: two starts make a chance match unlikely. */
function fnv1a(text: string, start: number): number {
  let hash = start;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x0100_0193);
  }
  return hash >>> 0;
}
