import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateRawSync } from 'node:zlib'
import { writeXlsx } from 'hucre/xlsx'
import { zipOf } from '../testing/zip-file'
import { unzippedSize } from './unzipped-size'

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
