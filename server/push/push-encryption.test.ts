/** The RFCs' own example, and what a browser's side makes of what is sent. */
import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { test } from 'node:test'
import { areKeys, encryptPush } from './push-encryption'
import { pointOf, vapidHeader } from './vapid'

const bytes = (text: string): Buffer => Buffer.from(text, 'base64url')

/** RFC 8291, appendix A. */
const BROWSER = {
  p256dh: bytes('BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4'),
  auth: bytes('BTBZMqHH6r4Tts7J_aSIgg'),
}

test('the example of RFC 8291 comes out byte by byte', () => {
  const body = encryptPush(BROWSER, 'When I grow up, I want to be a watermelon', {
    privateKey: bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'),
    salt: bytes('DGv6ra1nlYgDCS1FRnbzlw'),
  })
  assert.equal(
    body.toString('base64url'),
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_' +
      'yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
  )
})

test('no two messages are alike, and keys that are none are known', () => {
  assert.notDeepEqual(encryptPush(BROWSER, 'one'), encryptPush(BROWSER, 'one'))
  assert.equal(areKeys(BROWSER), true)
  const offCurve = Buffer.from(BROWSER.p256dh)
  offCurve[64] = (offCurve[64] ?? 0) ^ 1
  assert.equal(areKeys({ ...BROWSER, p256dh: offCurve }), false)
  assert.equal(areKeys({ ...BROWSER, p256dh: BROWSER.p256dh.subarray(0, 64) }), false)
  assert.equal(areKeys({ ...BROWSER, auth: Buffer.alloc(15) }), false)
})

test('the sender is signed for one push service and one hour', () => {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const publicKey = pair.publicKey.export({ format: 'jwk' })
  const nowMs = Date.UTC(2026, 10, 23)
  const header = vapidHeader(
    { privateKey: pair.privateKey, publicKey },
    { endpoint: 'https://push.example.net/send/a?b=c', contact: 'mailto:it@example.com', nowMs },
  )
  const [, head = '', claims = '', signature = '', key] = header.match(/^vapid t=(.+)\.(.+)\.(.+), k=(.+)$/) ?? []
  assert.deepEqual(JSON.parse(bytes(head).toString()), { typ: 'JWT', alg: 'ES256' })
  assert.deepEqual(JSON.parse(bytes(claims).toString()), {
    aud: 'https://push.example.net',
    exp: nowMs / 1_000 + 3_600,
    sub: 'mailto:it@example.com',
  })
  assert.equal(key, pointOf(publicKey))
  assert.equal(bytes(key ?? '').length, 65)
  const signed = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: publicKey, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    bytes(signature),
  )
  assert.ok(signed)
})
