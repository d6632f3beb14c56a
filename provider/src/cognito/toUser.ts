import type { UserType } from "@aws-sdk/client-cognito-identity-provider";
import type { PoolUser } from "./importApi";

/** A user as AWS lists it. */
export function toUser(answer: UserType): PoolUser {
    return {
        username: answer.Username ?? "",
        attributes: new Map((answer.Attributes ?? []).map(({ Name, Value }) => [Name ?? "", Value ?? ""])),
        createdMs: answer.UserCreateDate?.getTime(),
        ...(answer.UserStatus !== undefined && { status: answer.UserStatus }),
    };
}
