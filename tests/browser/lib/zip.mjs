// Unpacks a zip as a person's double click would: what its directory names, and nothing else.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import zlib from 'node:zlib';

export function unzip(file, folder) {
  const zip = readFileSync(file);
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const bytes = content(zip, at);
    // Older Node.js has no checksum of its own; sha256sum is another test's.
    if (zlib.crc32 && zlib.crc32(bytes) !== zip.readUInt32LE(at + 16)) throw new Error(`${name} is damaged`);
    const target = join(folder, name);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
    at += 46 + nameLength + extraLength + commentLength;
  }
}

// The bytes of the entry at a place of the directory.
function content(zip, entry) {
  const [size, local] = [20, 42].map((field) => zip.readUInt32LE(entry + field));
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const packed = zip.subarray(start, start + size);
  return zip.readUInt16LE(entry + 10) === 0 ? packed : zlib.inflateRawSync(packed);
}
