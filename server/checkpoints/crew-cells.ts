/** The crews of a checkpoint in one cell: 甲班：组长 李强（公安局）登记、王芳（卫健局）；乙班：… */
import * as z from 'zod'
import { line } from './arrangement-fields'

const NamedMember = z.object({
  name: line(60),
  /** Null where the name alone says who it is. */
  agency: line(60).nullable(),
  post: line(40).nullable(),
  leads: z.boolean(),
})
const NamedCrew = z.object({ name: line(40), members: z.array(NamedMember).max(60) })

/** Crews by the names of their people, as a table has them. */
export const NamedCrews = z.array(NamedCrew).max(20)
export type NamedCrew = z.infer<typeof NamedCrew>

/** Parts of a text by its separators, but for those in brackets: an agency may be called 公安、卫健联合组. */
const split = (text: string, separators: string): string[] => {
  const parts = ['']
  let depth = 0
  for (const character of text) {
    if ('（('.includes(character)) depth++
    if ('）)'.includes(character)) depth = Math.max(0, depth - 1)
    if (depth === 0 && separators.includes(character)) parts.push('')
    else parts.push(parts.pop() + character)
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

const LEADS = /^(?:组长|lead)\s+/i
const WITH_AGENCY = /^([^（(]+)[（(](.*)[）)]\s*(.*)$/
const NAME_ALONE = /^(\S+)(?:\s+(.+))?$/

const memberOf = (part: string): z.input<typeof NamedMember> => {
  const leads = LEADS.test(part)
  const text = part.replace(LEADS, '')
  const [, name, agency, post] = WITH_AGENCY.exec(text) ?? []
  if (name !== undefined) return { name, agency: agency || null, post: post || null, leads }
  const [, alone = text, role = null] = NAME_ALONE.exec(text) ?? []
  return { name: alone, agency: null, post: role, leads }
}

export const readCrews = (value: unknown): unknown => {
  if (typeof value !== 'string') return value
  return split(value, '；;\n').map((part) => {
    const at = part.search(/[：:]/)
    const name = at < 0 ? part : part.slice(0, at)
    return { name, members: at < 0 ? [] : split(part.slice(at + 1), '、，,').map(memberOf) }
  })
}

/** In the order of the rota; people by name, so that the same crews are the same text. */
export const writeCrews = (crews: readonly NamedCrew[]): string =>
  crews.map(({ name, members }) => `${name}：${members.map(writeMember).sort().join('、')}`).join('；')

const writeMember = ({ name, agency, post, leads }: NamedCrew['members'][number]): string =>
  `${leads ? '组长 ' : ''}${name}${agency === null ? '' : `（${agency}）`}${post ?? ''}`
