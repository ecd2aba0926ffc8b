import { ROLES, type Role } from '../../db/schema/people'
import type { Core } from '../core'
import { CLI_ACTOR } from '../people/cli-actor'
import { createUser } from '../people/users/create-user'

const ACCOUNTS: Record<Role, { username: string; displayName: string }> = {
  admin: { username: 'admin', displayName: '管理员' },
  command: { username: 'zhihui', displayName: '指挥员' },
  health: { username: 'weijian', displayName: '卫健人员' },
  planner: { username: 'guihua', displayName: '规划员' },
  supervisor: { username: 'ducha', displayName: '督查员' },
  reporter: { username: 'baobiao', displayName: '报表员' },
  staff: { username: 'kakou', displayName: '卡口人员' },
}

/** Makes an account for each role, with random passwords that these lines tell once. */
export const makeDemoAccounts = async (core: Core): Promise<string[]> => {
  const lines = [
    'Sign in with one of these (the passwords are shown only now; `kakou user password NAME` makes another):',
  ]
  for (const role of ROLES) {
    const { username, displayName } = ACCOUNTS[role]
    const input = { username, displayName, role, jurisdiction: null, password: null, demo: 'account' }
    const made = await createUser(core, { ...CLI_ACTOR, name: 'system' }, input)
    if (made.ok) lines.push(`  ${username.padEnd(8)} ${made.value.password}   ${displayName} (${role})`)
  }
  return lines
}
