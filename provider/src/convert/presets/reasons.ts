/** Why things cannot be carried, in the same words for every source. */
export const reasons = {
    made: "Cognito makes ids and dates anew",
    factors: "the setup of multi-factor authentication is not imported",
    links: "links to identity providers are not imported; users who only sign in that way need no import",
    status: "whether a user is disabled or confirmed is not imported",
    roles: "roles and permissions are not imported",
} as const;
