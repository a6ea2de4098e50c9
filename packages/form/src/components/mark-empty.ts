/**
 * Tells style sheets whether anything is shown, as `:state(empty)`. Chrome before 125 takes only names that begin with two
 * hyphens and throws at others; there an empty element stays a block without height.
 */
export function markEmpty({ states }: ElementInternals, isEmpty: boolean): void {
  try {
    if (isEmpty) states?.add("empty");
    else states?.delete("empty");
  } catch {
    // No such selector exists there, so nothing is lost.
  }
}
