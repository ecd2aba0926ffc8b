import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findRegions, regionOf } from './regions'

test('G1 a region is known by 2, 4 or 6 digits, and by a longer code the county it lies in', () => {
  assert.deepEqual(regionOf('330523'), { code: '330523', name: '浙江省湖州市安吉县' })
  assert.equal(regionOf('33')?.name, '浙江省')
  assert.equal(regionOf('3305')?.name, '浙江省湖州市')
  assert.equal(regionOf('420100')?.name, '湖北省武汉市')
  assert.equal(regionOf('330523001002')?.name, '浙江省湖州市安吉县')
  assert.equal(regionOf('110105')?.name, '北京市朝阳区')
  assert.equal(regionOf('330113')?.name, '浙江省杭州市临平区')
  assert.equal(regionOf('441900')?.name, '广东省东莞市')
  assert.equal(regionOf('71')?.name, '台湾省')
  for (const code of ['', '99', '990102', '110100']) assert.equal(regionOf(code), null, code)
})

test('G2 regions are found by the beginning of their code or by words of their name, the larger before', () => {
  assert.deepEqual(
    findRegions('安吉', 5).map(({ code }) => code),
    ['330523'],
  )
  assert.equal(findRegions('武汉', 5)[0]?.code, '420100')
  assert.deepEqual(
    findRegions('浙江 湖州', 3).map(({ code }) => code),
    ['330500', '330502', '330503'],
  )
  assert.ok(findRegions('4201', 40).every(({ code }) => code.startsWith('4201')))
  assert.deepEqual(findRegions(' ', 5), [])
})
