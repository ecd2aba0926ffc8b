import { createHmac } from 'node:crypto'

/** How a webhook is written: as Standard Webhooks (standardwebhooks.com), or as a robot of a group chat takes it. */
export const WEBHOOK_FORMS = ['standard', 'wecom', 'dingtalk', 'feishu'] as const
export type WebhookForm = (typeof WEBHOOK_FORMS)[number]

/** What happened to an alert, in words for people and in fields for programs; nothing personal is in it. */
export interface WebhookMessage {
  /** Stays the same however often it is sent, so that a receiver knows a repeat. */
  id: string
  /** `alert.raised`, `alert.reopened`, `alert.escalated`, `alert.resolved`, `webhook.test`. */
  type: string
  at: string
  title: string
  lines: string[]
  data: Record<string, unknown>
}

interface WebhookRequest {
  url: string
  headers: Record<string, string>
  body: string
}

const hmac = (key: string | Buffer, text: string): string => createHmac('sha256', key).update(text).digest('base64')

/** `whsec_` and base64, as Standard Webhooks writes a secret; anything else is taken as it stands. */
const secretBytes = (secret: string): Buffer =>
  secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret)

/** The call that brings a message to an address. `secret` empty: the receiver asks for no signature. */
export const webhookRequest = (
  form: WebhookForm,
  { url, secret }: { url: string; secret: string },
  message: WebhookMessage,
  nowMs: number,
): WebhookRequest => {
  const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Kakou' }
  const seconds = String(Math.floor(nowMs / 1_000))
  const text = [message.title, ...message.lines].join('\n')
  switch (form) {
    case 'standard': {
      const body = JSON.stringify({ type: message.type, timestamp: message.at, data: message.data })
      const signature = `v1,${hmac(secretBytes(secret), `${message.id}.${seconds}.${body}`)}`
      Object.assign(headers, {
        'webhook-id': message.id,
        'webhook-timestamp': seconds,
        ...(secret === '' ? {} : { 'webhook-signature': signature }),
      })
      return { url, headers, body }
    }
    case 'wecom':
      return { url, headers, body: JSON.stringify({ msgtype: 'text', text: { content: text } }) }
    case 'dingtalk':
      return {
        url: signDingTalk(url, secret, nowMs),
        headers,
        body: JSON.stringify({ msgtype: 'text', text: { content: text } }),
      }
    case 'feishu': {
      const sign = secret === '' ? {} : { timestamp: seconds, sign: hmac(`${seconds}\n${secret}`, '') }
      return { url, headers, body: JSON.stringify({ ...sign, msg_type: 'text', content: { text } }) }
    }
  }
}

/** 加签: the time in milliseconds and the signature stand in the address. */
const signDingTalk = (url: string, secret: string, nowMs: number): string => {
  if (secret === '') return url
  const signed = new URL(url)
  signed.searchParams.set('timestamp', String(nowMs))
  signed.searchParams.set('sign', hmac(secret, `${nowMs}\n${secret}`))
  return signed.href
}

/** Robots answer 200 also when they refuse: their code says so. Null where the answer is good. */
export const webhookFault = (form: WebhookForm, status: number, body: string): string | null => {
  if (status < 200 || status > 299) return `HTTP ${status}`
  if (form === 'standard') return null
  const code = robotCode(body)
  return code === 0 ? null : `code ${code ?? 'unreadable'}`
}

const robotCode = (body: string): number | null => {
  try {
    const answer: unknown = JSON.parse(body)
    if (typeof answer !== 'object' || answer === null) return null
    const { errcode, code, StatusCode } = answer as Record<string, unknown>
    const found = errcode ?? code ?? StatusCode
    return typeof found === 'number' ? found : null
  } catch {
    return null
  }
}
