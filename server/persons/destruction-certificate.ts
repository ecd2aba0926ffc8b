import { createHash } from 'node:crypto'
import type { PersonalRows } from '../../db/stores/destruction-store'

export interface DestructionFacts {
  id: string
  event: string
  jurisdiction: string
  at: string
  actor: string
  rows: PersonalRows
  /** People sign in with their apps, and alerts are sent, as before. Not so where the master key was lost. */
  signInKept: boolean
  /** Name of the master key that is here; `-`: none. */
  master: string
  /** The master key was in KAKOU_DATA and another took its place; else its keeper must destroy it. */
  masterReplaced: boolean
  bareEntries: number
  /** Subjects that are still on the watch list. */
  watched: number
  /** Lines of the audit, of a release that did not seal it, that hold what was written of alerts and in instructions. */
  clearLines: number
  /** Counters that differ from a recount. */
  faults: number
}

/** 个人信息销毁证明, in both languages, with a digest of its own text at its end. */
export const certificateOf = (facts: DestructionFacts): string => {
  const { rows } = facts
  const text = [
    '个人信息销毁证明 / Certificate of destruction',
    '',
    `编号 No.        ${facts.id}`,
    `事件 Event      ${facts.event}`,
    `辖区 Place      ${facts.jurisdiction}`,
    `时间 Time       ${facts.at}`,
    `执行 Done by    ${facts.actor}`,
    '',
    '已销毁 Destroyed',
    `  ${rows.entries} 条登记的号牌、体温、症状和人员信息 (plates, readings, symptoms and persons of entries)`,
    `  其中 ${rows.sealed} 条加密的姓名、电话、证件号码和文字 (of them with sealed names, numbers and text)`,
    `  ${rows.marks} 条查找索引，${rows.plates} 个号牌，${rows.permits} 件轨迹审批 (marks, plates, permits)`,
    `  ${rows.notes} 份班次、交接和日报里写的文字 (what was written in shifts, handovers and reports)`,
    `  ${rows.alertNotes} 条告警处置中写的文字 (what was written of alerts)`,
    `  ${rows.keys} 把数据密钥：已失去全部加密内容，审计中的查询条件和平板上的密封副本同样不可再读`,
    `  (data keys: nothing sealed under them can be read again, nor searches in the audit, nor copies on tablets)`,
    facts.masterReplaced
      ? `  主密钥${facts.master === '-' ? '' : ` ${facts.master}`}，已换新 (the master key, replaced)`
      : `  主密钥 ${facts.master} 在 KAKOU_KEY 中：须由保管人用 kakou key rotate --to 更换并销毁，此前的备份用它仍可解开`,
    ...(facts.masterReplaced
      ? ['  若另存有该主密钥的副本，须一并销毁 (destroy every copy that was kept of it)']
      : [
          '  (the master key is in KAKOU_KEY: its keeper must change it by kakou key rotate --to, and destroy it:',
          '  backups from before open with it)',
        ]),
    '',
    '未能销毁，须由保管人销毁 Not reached, for their keepers to destroy',
    '  此前的备份、数据库归档和导出的文件：其中的号牌、体温、症状和告警处置文字不用主密钥也能读',
    '  (backups, archives of the database and exported files from before: plates, readings, symptoms and what was written of',
    '  alerts are read in them without the master key)',
    ...(facts.clearLines === 0
      ? []
      : [
          `  审计中 ${facts.clearLines} 条 0.1.0 写下的告警处置和指令文字，审计不改不删 (lines of the audit from 0.1.0 with what was`,
          '  written of alerts and in instructions in the clear: the audit is never changed)',
        ]),
    '',
    '保留 Kept',
    `  ${facts.bareEntries} 条不含个人信息的登记和全部计数，重新计数差异 ${facts.faults} 处`,
    `  (bare entries without anything personal, and all counters; ${facts.faults} differ from a recount)`,
    '  账号、班次与审计记录 (accounts, shifts and audit lines of staff)',
    '  指令、简报，以及审计中的理由：由工作人员所写，其中如有个人信息，须另行处理',
    '  (instructions, briefings, and reasons in the audit: staff wrote them; what they say of persons is not looked through)',
    ...(facts.signInKept
      ? ['  登录验证码和告警推送地址的密钥，不涉及过往人员 (keys of sign-in codes and of where alerts are sent)']
      : [
          '  登录验证码和告警推送地址因主密钥遗失已不可读：验证器用 kakou user no-code 重设，推送地址重新填写',
          '  (codes at sign-in and where alerts are sent: lost with the master key; kakou user no-code, and enter webhooks anew)',
        ]),
    ...(facts.watched === 0
      ? []
      : [`  协查名单中仍有 ${facts.watched} 个对象，须另行解除 (still on the watch list: end them)`]),
    '',
  ].join('\n')
  return `${text}SHA-256 ${createHash('sha256').update(text).digest('hex')}\n`
}
