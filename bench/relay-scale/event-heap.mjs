/** A queue that gives the earliest event first: a binary heap of `{ at, … }`. */
export class EventHeap {
  #events = [];

  get size() {
    return this.#events.length;
  }

  push(event) {
    const events = this.#events;
    events.push(event);
    let index = events.length - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (events[parent].at <= event.at) break;
      events[index] = events[parent];
      index = parent;
    }
    events[index] = event;
  }

  pop() {
    const events = this.#events;
    const [first] = events;
    const last = events.pop();
    if (events.length === 0) return first;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= events.length) break;
      if (child + 1 < events.length && events[child + 1].at < events[child].at) child += 1;
      if (events[child].at >= last.at) break;
      events[index] = events[child];
      index = child;
    }
    events[index] = last;
    return first;
  }
}
