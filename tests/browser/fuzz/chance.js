// The same chances for the same seed.

export class Chance {
  constructor(seed) {
    this.state = seed >>> 0;
  }

  // From 0 to 1 (mulberry32).
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  happens(share) {
    return this.next() < share;
  }

  between(low, high) {
    return low + (high - low) * this.next();
  }

  of(list) {
    return list[Math.floor(this.next() * list.length)];
  }

  // One of the names, each as likely as its number is large.
  weighed(weights) {
    let at = this.next() * Object.values(weights).reduce((sum, weight) => sum + weight, 0);
    for (const [name, weight] of Object.entries(weights)) {
      at -= weight;
      if (at < 0) return name;
    }
    return Object.keys(weights)[0];
  }
}
