import assert from 'node:assert/strict'
import { it } from 'node:test'
import { loginHref, nextPath } from './next-path'

const origin = 'https://kakou.example'
const next = (path: string) => nextPath(loginHref(path).slice('/login'.length), origin)

it('a path of this site comes back whole', () => {
  assert.equal(next('/admin/tablets?pair=K01#a'), '/admin/tablets?pair=K01#a')
})

it('no other site is led to, however it is written', () => {
  const others = [
    '//elsewhere.example/',
    '/\\elsewhere.example',
    '/\t/elsewhere.example',
    '/\n\\elsewhere.example',
    'https://elsewhere.example',
    'javascript:alert(1)',
    '/.//elsewhere.example/',
    '/a/..//elsewhere.example/',
    '/%2e//elsewhere.example/',
    '/./\\elsewhere.example/',
    '',
  ]
  for (const other of others) assert.equal(next(other), null, JSON.stringify(other))
  assert.equal(nextPath('', origin), null)
})
