import type { Services } from "./services";
import type { UserPool } from "./userPool";
import type { User } from "./users/user";
import { verifyPasswordHash } from "./verifyPasswordHash";

/**
 * Whether it is the user's password. Where the user was imported with a hash, the first right one becomes a password like any other,
 * so that later sign-ins are quick; Cognito too makes its own of it then.
 * @throws EmulatorError UnsupportedFeatureException for the few imported hashes that cannot be verified.
 */
export async function isRightPassword(
    { waiter, journal }: Pick<Services, "waiter" | "journal">,
    pool: UserPool,
    user: User,
    password: string,
): Promise<boolean> {
    const { passwordHash, sub } = user;
    if (pool.passwords.has(sub) || passwordHash === undefined) {
        return pool.passwords.isRight(sub, password);
    }
    let isRight = false;
    // Work that does not wait for the clock.
    await waiter.run(async () => {
        isRight = await verifyPasswordHash(passwordHash, password);
    });
    // Meanwhile the user may have been deleted, or have set a new password.
    if (pool.passwords.has(sub) || pool.users.get(user.username)?.sub !== sub) {
        return pool.passwords.isRight(sub, password);
    }
    if (isRight) {
        journal.append({ type: "password", poolId: pool.id, sub, hash: pool.passwords.set(sub, password) });
    }
    return isRight;
}
