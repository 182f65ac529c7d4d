/**
 * Simulated colour vision deficiency, full severity: the matrices of Machado, Oliveira and
 * Fernandes (2009), table 1, in linear sRGB; distances are CIELAB (1976) under D65.
 */
const matrices = {
  none: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [
    0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998,
  ],
  deuteranopia: [
    0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881,
  ],
  tritanopia: [
    1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039,
  ],
} as const;

export type Deficiency = keyof typeof matrices;

/** The smallest distance of two of the colours as someone with the deficiency sees them. */
export function smallestDistance(colours: readonly string[], deficiency: Deficiency): number {
  const seen = colours.map((colour) => lab(simulate(linear(colour), matrices[deficiency])));
  const distances = seen.flatMap((a, i) =>
    seen.slice(i + 1).map((b) => Math.hypot(...a.map((x, k) => x - b[k]!))),
  );
  return Math.min(...distances);
}

function linear(colour: string): number[] {
  return [1, 3, 5].map((start) => {
    const channel = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
}

function simulate(rgb: readonly number[], matrix: readonly number[]): number[] {
  return [0, 3, 6].map((row) => {
    const sum = rgb.reduce((total, channel, k) => total + matrix[row + k]! * channel, 0);
    return Math.min(1, Math.max(0, sum));
  });
}

function lab([red, green, blue]: readonly number[]): number[] {
  const x = 0.4124 * red! + 0.3576 * green! + 0.1805 * blue!;
  const y = 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  const z = 0.0193 * red! + 0.1192 * green! + 0.9505 * blue!;
  const [fx, fy, fz] = [x / 0.95047, y, z / 1.08883].map((t) =>
    t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116,
  );
  return [116 * fy! - 16, 500 * (fx! - fy!), 200 * (fy! - fz!)];
}
