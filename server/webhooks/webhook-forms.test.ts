import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { type WebhookMessage, webhookFault, webhookRequest } from './webhook-forms'

const NOW = Date.parse('2026-11-23T06:00:00.500Z')
const message: WebhookMessage = {
  id: '0199-x',
  type: 'alert.raised',
  at: '2026-11-23T06:00:00.000Z',
  title: '卡口离线',
  lines: ['吉口卡口'],
  data: { id: 'a' },
}
const base64 = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest('base64')

test('a standard webhook bears id, time and a signature over id, time and body', () => {
  const secret = `whsec_${Buffer.from('a secret of a receiver').toString('base64')}`
  const { headers, body, url } = webhookRequest('standard', { url: 'https://x.test/h', secret }, message, NOW)
  assert.equal(url, 'https://x.test/h')
  assert.equal(headers['webhook-id'], '0199-x')
  assert.equal(headers['webhook-timestamp'], '1795413600')
  assert.equal(headers['webhook-signature'], `v1,${base64('a secret of a receiver', `0199-x.1795413600.${body}`)}`)
  assert.deepEqual(JSON.parse(body), { type: 'alert.raised', timestamp: message.at, data: { id: 'a' } })
  const plain = webhookRequest('standard', { url: 'https://x.test/h', secret: '' }, message, NOW)
  assert.equal(plain.headers['webhook-signature'], undefined)
})

test('robots get text in their own form, signed in their own way', () => {
  const wecom = webhookRequest('wecom', { url: 'https://x.test/h?key=1', secret: '' }, message, NOW)
  assert.deepEqual(JSON.parse(wecom.body), { msgtype: 'text', text: { content: '卡口离线\n吉口卡口' } })
  const ding = webhookRequest('dingtalk', { url: 'https://x.test/h?access_token=1', secret: 'SECx' }, message, NOW)
  const { searchParams } = new URL(ding.url)
  assert.equal(searchParams.get('access_token'), '1')
  assert.equal(searchParams.get('timestamp'), String(NOW))
  assert.equal(searchParams.get('sign'), base64('SECx', `${NOW}\nSECx`))
  const feishu = webhookRequest('feishu', { url: 'https://x.test/h', secret: 's' }, message, NOW)
  assert.deepEqual(JSON.parse(feishu.body), {
    timestamp: '1795413600',
    sign: base64('1795413600\ns', ''),
    msg_type: 'text',
    content: { text: '卡口离线\n吉口卡口' },
  })
})

test('a robot that answers 200 and refuses has failed', () => {
  assert.equal(webhookFault('standard', 204, ''), null)
  assert.equal(webhookFault('standard', 302, ''), 'HTTP 302', 'nobody is led elsewhere')
  assert.equal(webhookFault('wecom', 200, '{"errcode":0}'), null)
  assert.equal(webhookFault('wecom', 200, '{"errcode":93000}'), 'code 93000')
  assert.equal(webhookFault('feishu', 200, '{"code":0}'), null)
  assert.equal(webhookFault('feishu', 200, '{"StatusCode":0}'), null)
  assert.equal(webhookFault('dingtalk', 200, '<html>'), 'code unreadable')
})
