'use client'

import { useText } from '../../_text/language'
import { planWords } from '../../_text/planner-plan'
import { Kbd } from '../../_ui/kbd'
import { setTool, TOOL_KEYS, TOOLS, useTool } from '../_plan/tool'
import styles from '../editor.module.css'

/** What a click on the map does; each tool has its key beside it. */
export const ToolBar = () => {
  const words = useText(planWords)
  const tool = useTool()
  return (
    <div className={styles.tools} data-over-map="panel" role="toolbar" aria-label={words.tools}>
      {TOOLS.map((one) => (
        <button
          key={one}
          type="button"
          className={styles.tool}
          aria-pressed={one === tool}
          aria-keyshortcuts={TOOL_KEYS[one]}
          title={words.toolHint[one]}
          onClick={() => setTool(one)}
        >
          <span>{words.tool[one]}</span>
          <Kbd>{TOOL_KEYS[one]}</Kbd>
        </button>
      ))}
      {tool === 'select' || tool === 'area' ? null : <p className={styles.toolHint}>{words.toolHint[tool]}</p>}
    </div>
  )
}
