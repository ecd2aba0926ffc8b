import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateRawSync } from 'node:zlib'
import { writeXlsx } from 'hucre/xlsx'
import { unzippedSize } from './unzipped-size'

interface ZipFile {
  name: string
  packed: Buffer
  /** What the zip says that it unzips to. */
  said: number
}

/** A zip as its makers want it, lies included. */
const zipOf = (files: readonly ZipFile[]): Buffer => {
  const locals: Buffer[] = []
  const entries: Buffer[] = []
  let at = 0
  for (const { name, packed, said } of files) {
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(said, 22)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(said, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(at, 42)
    locals.push(local, Buffer.from(name), packed)
    entries.push(entry, Buffer.from(name))
    at += 30 + name.length + packed.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, directory, end])
}

test('an honest workbook is weighed as it is', async () => {
  const rows = Array.from({ length: 2_000 }, (_, row) => [`K${row}`, '一号卡口', 119.5 + row / 1e4])
  const size = unzippedSize(await writeXlsx({ sheets: [{ name: '卡口', rows }] }))
  assert.ok(size !== null && size > 50_000 && size < 2_000_000, String(size))
})

test('a bomb is refused before it is unzipped, whatever it says of itself', () => {
  const packed = deflateRawSync(Buffer.alloc(80_000_000))
  assert.ok(packed.length < 200_000)
  for (const said of [80_000_000, 1_000]) assert.equal(unzippedSize(zipOf([{ name: 'a.xml', packed, said }])), null)
  const half = deflateRawSync(Buffer.alloc(40_000_000))
  const files = ['a.xml', 'b.xml'].map((name) => ({ name, packed: half, said: 10 }))
  assert.equal(unzippedSize(zipOf(files)), null, 'together')
  assert.equal(unzippedSize(zipOf(files.slice(0, 1))), 40_000_000)
})

test('too many files, and what is no zip, are refused', () => {
  const packed = deflateRawSync(Buffer.from('x'))
  const many = Array.from({ length: 1_001 }, (_, index) => ({ name: `${index}`, packed, said: 1 }))
  assert.equal(unzippedSize(zipOf(many)), null)
  const good = zipOf([{ name: 'a', packed, said: 1 }])
  assert.equal(unzippedSize(good), 1)
  for (let cut = 0; cut < good.length; cut += 7) assert.equal(unzippedSize(good.subarray(0, cut)), null, `${cut}`)
  for (const offset of [16, 42]) {
    const bad = Buffer.from(good)
    bad.writeUInt32LE(0xffff_ff00, offset === 16 ? good.length - 6 : good.length - 22 - 47 + 42)
    assert.equal(unzippedSize(bad), null, 'it points outside itself')
  }
  assert.equal(unzippedSize(Buffer.from('PK')), null)
})
