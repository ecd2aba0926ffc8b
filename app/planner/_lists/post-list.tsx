'use client'

import { everyRoom } from '../../_text/every-room'
import { useText } from '../../_text/language'
import { planWords } from '../../_text/planner-plan'
import { Empty } from '../../_ui/blank'
import { glyphMarkup } from '../../_ui/glyphs'
import { glyphOfPost, nameOfPost, stateOfPost } from '../_editor/post-markers'
import type { Post } from '../_plan/post'
import styles from '../planner.module.css'
import { PICK_NOTHING, select } from '../selection'
import { Row } from './row'

/** Checkpoints and closures: what the plan brings first, then what stands. */
export const PostList = ({ posts, selected }: { posts: readonly Post[]; selected: string | null }) => {
  const words = useText(planWords)
  const shared = useText(everyRoom)
  if (posts.length === 0)
    return (
      <Empty why={words.noPoints}>
        <p className={styles.quiet}>{words.noPointsHint}</p>
      </Empty>
    )
  return (
    <ul className={styles.list}>
      {posts.map((post) => {
        const picked = post.key === selected
        return (
          <Row
            key={post.key}
            picked={picked}
            onPick={() => select({ ...PICK_NOTHING, point: picked ? null : post.key })}
          >
            {/* Drawn from constants of the house, never from what anyone typed. */}
            <span className={styles.mark} dangerouslySetInnerHTML={{ __html: glyphMarkup(glyphOfPost(post)) }} />
            <span className={styles.rowText}>
              <span className={styles.rowTitle}>{nameOfPost(post, words)}</span>
              <span className={styles.rowNote} data-changed={post.change !== null || undefined}>
                {stateOfPost(post, shared, words)}
              </span>
            </span>
          </Row>
        )
      })}
    </ul>
  )
}
