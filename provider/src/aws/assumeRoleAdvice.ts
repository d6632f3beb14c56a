/**
 * What to do where credentials may not become those of a role.
 *
 * @param action as AWS names it, such as `sts:AssumeRole`
 * @param role its ARN; `undefined` where AWS does not name it
 */
export function assumeRoleAdvice(action: string, role: string | undefined): string {
    return (
        `Allow ${action} on ${role ?? "the role"}, both in that role's trust policy and in the policy of the credentials that ` +
        "assume it. Those come from the Pulumi config (aws:assumeRole, aws:profile) or the environment."
    );
}
