/** The CSV, the pool's settings, and what signs users up and in: nothing of a role. */
const matterOfPool =
    /csv|\bfiles?\b|upload|attribute|verif|mfa|schema|header|column|password|recovery|device|lambda|trigger|domain|\bsign-?(?:in|up)\b|\bplan\b|\btier\b/i;

/** What was done to the job, the pool or the feature, a role too. */
const lastingState = /expire|delete|disable|enable/i;

/**
 * Whether a text names the CSV or the settings of the pool, which no waiting mends.
 *
 * Assumed: AWS documents no text of a refusal.
 */
export function namesPoolOrCsv(text: string): boolean {
    return matterOfPool.test(text);
}

/** Whether a text names what no waiting mends: the CSV, the pool's settings, the job itself. See {@link namesPoolOrCsv}. */
export function namesLastingCause(text: string): boolean {
    return namesPoolOrCsv(text) || lastingState.test(text);
}
