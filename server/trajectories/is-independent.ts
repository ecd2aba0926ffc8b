import { inScope } from '../../db/access/in-scope'
import { findGivers } from '../../db/stores/giver-store'
import type { Core } from '../core'

/**
 * Whether leave of `approver` is another's than the asker's own. Who made an account, or gave it a password, could sign in as it;
 * so could who gave one to him. A key is in the hands of whoever made it. What the operator's tool made is nobody's.
 */
export const isIndependent = (core: Core, asker: string, approver: string): Promise<boolean> =>
  inScope(core.database, { scope: '/' }, async (tx) => {
    const overAsker = await findGivers(tx, asker)
    const hands = asker.startsWith('key:') ? overAsker : [asker]
    const overApprover = await findGivers(tx, approver)
    return !overAsker.includes(approver) && !hands.some((hand) => overApprover.includes(hand))
  })
