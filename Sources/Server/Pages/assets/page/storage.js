// Small things that a browser may refuse to keep (private windows, blocked storage): then they last
// as long as the page.

const fallback = new Map();

function area(name) {
  try {
    return globalThis[name] ?? null;
  } catch {
    return null;
  }
}

function read(name, key) {
  try {
    return area(name)?.getItem(key) ?? fallback.get(`${name} ${key}`) ?? null;
  } catch {
    return fallback.get(`${name} ${key}`) ?? null;
  }
}

function write(name, key, value) {
  fallback.set(`${name} ${key}`, value);
  try {
    area(name)?.setItem(key, value);
  } catch {
    // Kept in `fallback`.
  }
}

/** A preference of this browser. */
export const preference = {
  get: (key) => read('localStorage', `vivavoce.${key}`),
  set: (key, value) => write('localStorage', `vivavoce.${key}`, String(value)),
};

/** Something of this tab only; the keys of sessions live here and never in an address. */
export const tabMemory = {
  get: (key) => {
    try {
      return JSON.parse(read('sessionStorage', `vivavoce.${key}`) ?? 'null');
    } catch {
      return null;
    }
  },
  set: (key, value) => write('sessionStorage', `vivavoce.${key}`, JSON.stringify(value)),
};
