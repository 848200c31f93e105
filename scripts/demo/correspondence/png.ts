/** Small pictures, drawn and compressed here: logos, product photos, bank slips. */
import { crc32, deflateSync } from 'node:zlib';
import { Random } from './random.ts';

type Rgb = readonly [number, number, number];

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** An 8-bit RGB PNG of what `paint` says of each pixel. */
export function png(width: number, height: number, paint: (x: number, y: number) => Rgb): Buffer {
  const rows = new Uint8ClampedArray(height * (1 + width * 3));
  let at = 0;
  for (let y = 0; y < height; y++) {
    rows[at++] = 0;
    for (let x = 0; x < width; x++) {
      const color = paint(x, y);
      rows[at++] = color[0];
      rows[at++] = color[1];
      rows[at++] = color[2];
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Math.hypot guards against overflow, which no picture needs, at many times the price. */
const distance = (x: number, y: number) => Math.sqrt(x * x + y * y);

const shade = (color: Rgb, factor: number): Rgb => [
  Math.round(color[0] * factor),
  Math.round(color[1] * factor),
  Math.round(color[2] * factor),
];

const METALS: readonly Rgb[] = [
  [178, 184, 190],
  [196, 170, 110],
  [96, 104, 112],
  [150, 158, 166],
];
const GRIPS: readonly Rgb[] = [
  [200, 48, 40],
  [38, 84, 160],
  [232, 150, 30],
  [50, 120, 70],
];

/** A tool on a bench: a shank, a head with a hole, a coloured grip, under one light. Differs by label. */
export function productPhoto(label: string, width = 360, height = 240): Buffer {
  const rng = new Random(`photo/${label}`);
  const metal = rng.pick(METALS);
  const grip = rng.pick(GRIPS);
  const angle = (rng.next() - 0.5) * 0.9;
  const length = width * (0.3 + rng.next() * 0.1);
  const thick = height * (0.05 + rng.next() * 0.04);
  const head = height * (0.13 + rng.next() * 0.07);
  const hole = head * (0.35 + rng.next() * 0.3);
  const bench: Rgb = rng.pick<Rgb>([
    [226, 222, 214],
    [214, 220, 226],
    [236, 236, 232],
  ]);
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return png(width, height, (x, y) => {
    const dx = x - width / 2;
    const dy = y - height / 2;
    const u = dx * cos + dy * sin;
    const v = -dx * sin + dy * cos;
    const light = 1.02 - distance(dx, dy) / (width * 1.6);
    const fromHead = distance(u - length, v);
    if (fromHead < head && fromHead > hole)
      return shade(metal, 0.85 + 0.3 * ((fromHead - hole) / (head - hole)));
    if (Math.abs(v) < thick && u > -length && u < length - hole) {
      const round = 1.15 - 0.5 * Math.abs(v / thick);
      return shade(u < -length * 0.15 ? grip : metal, round);
    }
    const shadow = Math.abs(v - thick * 1.6) < thick && u > -length && u < length ? 0.86 : 1;
    return shade(bench, light * shadow);
  });
}

/** A company's mark: two letters' worth of bars in its colour. */
export function logo(label: string, width = 160, height = 48): Buffer {
  const rng = new Random(`logo/${label}`);
  const color: Rgb = [rng.int(10, 90), rng.int(50, 120), rng.int(90, 190)];
  const bars = Array.from({ length: 7 }, () => rng.int(12, height - 8));
  return png(width, height, (x, y) => {
    if (y > height - 5) return color;
    const bar = bars[Math.floor(x / 22)];
    return x < 154 && x % 22 < 14 && bar !== undefined && y > height - bar && y < height - 8
      ? shade(color, 1 + (x % 22) / 40)
      : [255, 255, 255];
  });
}

/** A photographed bank slip or carton label: paper, printed lines, a stamp. */
export function slip(label: string, width = 420, height = 300): Buffer {
  const rng = new Random(`slip/${label}`);
  const lines = Array.from({ length: 14 }, () => rng.int(80, width - 60));
  const stampX = rng.int(250, 340);
  const stampY = rng.int(190, 240);
  return png(width, height, (x, y) => {
    const ring = distance(x - stampX, y - stampY);
    if (ring > 34 && ring < 38) return [190, 30, 40];
    const row = Math.floor((y - 24) / 18);
    const end = lines[row];
    if (end !== undefined && (y - 24) % 18 < 5 && x > 30 && x < end && (x * 7 + row * 13) % 11 < 8)
      return [60, 60, 70];
    return [250 - Math.round(x / 40), 248 - Math.round(y / 40), 240];
  });
}
