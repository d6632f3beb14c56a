import { invalidParameter } from "../errors";
import type { User } from "./users/user";

/** Where a reset code goes. */
export interface CodeDelivery {
    readonly attribute: "email" | "phone_number";
    readonly medium: "EMAIL" | "SMS";
    /** As AWS shows it: `j***@e***`, `+*******0199`. */
    readonly maskedDestination: string;
}

/**
 * Where a user's reset code goes: to a verified phone number, else to a verified e-mail address, as AWS's default has it.
 * @throws EmulatorError InvalidParameterException when the user has neither.
 */
export function codeDeliveryTo(user: User): CodeDelivery {
    const values = new Map(user.attributes);
    const phoneNumber = values.get("phone_number") ?? "";
    if (phoneNumber !== "" && values.get("phone_number_verified") === "true") {
        const maskedDestination = `+${"*".repeat(Math.max(0, phoneNumber.length - 5))}${phoneNumber.slice(-4)}`;
        return { attribute: "phone_number", medium: "SMS", maskedDestination };
    }
    const email = values.get("email") ?? "";
    if (email !== "" && values.get("email_verified") === "true") {
        const [name = "", domain = ""] = email.split("@");
        return {
            attribute: "email",
            medium: "EMAIL",
            maskedDestination: `${name.slice(0, 1)}***@${domain.slice(0, 1)}***`,
        };
    }
    throw invalidParameter(
        "Cannot reset password for the user as there is no registered/verified email or phone_number",
    );
}
