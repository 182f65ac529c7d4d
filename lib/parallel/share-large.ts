/** Below it a copy for each worker costs less than memory of its own. */
const worthSharing = 65_536;

/**
 * The same plain data, its large typed arrays copied once into memory that all workers read, instead of once for
 * each worker. Arrays that stand in several places are copied once.
 */
export function shareLarge<Data>(data: Data): Data {
  const shared = new Map<object, unknown>();
  return share(data, shared) as Data;
}

function share(data: unknown, shared: Map<object, unknown>): unknown {
  if (typeof data !== "object" || data === null) return data;
  const known = shared.get(data);
  if (known !== undefined) return known;
  const result = copyOf(data, shared);
  shared.set(data, result);
  return result;
}

function copyOf(data: object, shared: Map<object, unknown>): unknown {
  if (isNumbers(data)) return data.byteLength < worthSharing ? alone(data) : inSharedMemory(data);
  if (Array.isArray(data)) {
    // An array of figures or names holds nothing to share, and may be long.
    return typeof data[0] === "object" ? data.map((item) => share(item, shared)) : data;
  }
  if (Object.getPrototypeOf(data) !== Object.prototype) return data;
  return Object.fromEntries(Object.entries(data).map(([key, item]) => [key, share(item, shared)]));
}

type Numbers = Float64Array | Int32Array | Uint32Array | Int8Array | Uint8Array;

const kinds = [Float64Array, Int32Array, Uint32Array, Int8Array, Uint8Array];

function isNumbers(data: object): data is Numbers {
  return kinds.some((kind) => data instanceof kind);
}

/** A message would take all the memory behind a part of it along. */
function alone(numbers: Numbers): Numbers {
  const { buffer, byteLength } = numbers;
  const whole = buffer instanceof SharedArrayBuffer || buffer.byteLength === byteLength;
  return whole ? numbers : numbers.slice();
}

function inSharedMemory(numbers: Numbers): Numbers {
  if (numbers.buffer instanceof SharedArrayBuffer) return numbers;
  const Kind = numbers.constructor as new (memory: SharedArrayBuffer) => Numbers;
  const copy = new Kind(new SharedArrayBuffer(numbers.byteLength));
  copy.set(numbers);
  return copy;
}
