/** The label under which alerts carry the name that another tool's file gives them: ours have one name for all SLOs. */
export const ALERT_NAME = 'alert_name';
