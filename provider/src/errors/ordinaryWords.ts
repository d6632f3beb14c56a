/**
 * Words of AWS's and its SDK's messages, and the English between them. Those with a capital are AWS's own nouns, which it
 * writes so in the middle of a sentence too. None is a usual name of a person: what is not here is redacted, so a word is
 * left out rather than put in.
 */
const words = `
a able about above accept accepted Access according account accounts across Action Actions activated activation active actual
added adding addition additional Address Addresses admin administrator after again against Algorithm alias aliasAttributes
aliases all allow allowed allowing allows alphanumeric already also although always Amazon amazonaws an and another answer any
api app application applied apply are argument arguments arn as assertion assigned associated assumable assume assumed assumes assuming at
attempt attempted attempting attempts Attribute Attributes Auth authenticate authenticated Authentication authority
Authorization authorized auto available aws Bad bandwidth base based be because become been before begin begins being between
beyond birthdate blank block blocked body boolean both boundary broke broken bucket burst but by byte bytes cache calculated
call callback called caller calls can cancelled cannot canonical causes century certificate chain change changed changes
character characters check checked checking checksum claim class clear click Client Clients clock closed cloud code codes
Cognito column columns com comma command common communicate complete Completed component compute concurrent concurrently condition conditions
configuration configure configured confirm confirmed conflict conflicting conform connect connected connecting connection
connections constraint consult contact contain contained container contains content contents context control correct correctly
corresponding corrupt could count create Created creating creation credential credentials crt csv current currently custom
customers cycle daily data database date day days deactivated default defined delay delete deleted deleting deletion delivery
denied deny dependency describe details detected developer developers device did difference different digit digits directory
disable disabled disallowed disconnected do docs document documentation does domain down duplicate duplicated duration during
each earlier edit either element elements else email emails employees empty emulator enable enabled encoded encoding encounter
encountered encounters encrypted end ended endpoint ends enough ensure enter entered entity entries entry enum env environment
equal Error Errors Essentials establish established even every exactly Example exceed exceeded exceeds except Exception
Exceptions exist existing exists expected expire Expired expires explicit export expression external factor fail Failed failing
fails Failure failures false family family_name feature fetch few field fields file files filter find finished first float
folder following for forbidden forbids force forced format formatted formatting formed Found from full function functionality future
Gateway gender generate get getting given given_name global go got granted greater group groups guide handle hard has hash
hashed hashes hashing have header headers here hex hexadecimal higher hold host hosted hostname hour hours how however http
https hyphen hyphens iam Id identifier identities Identity idp IDs if ignored image implement implementation implemented implied
implies Import importable imported importing imports in inactivated inactive include included includes including incomplete
inconsistent incorrect index individual information infrastructure initial initialized Initiate inline input inputs inside
install installed Instance instead insufficient int integer Internal into invalid invocation invoke invoked is iso issue issued
issuer it item items its Job jobs js json just Key Keys killed kind kms known label lack lacking lacks Lambda language large larger last later
least length less letter letters like limit limited limits Line lines linked list listed Lite load loaded loading local locale
location lock locked log logged logging login Logs longer lower lowercase made maintenance malformed managed manager many mapped mapping
match matched matches matching maximum md mechanism meet meets member memory message messages met Metadata Method mfa middle middle_name
migrated migration milliseconds minimum minute minutes mismatch missing mode modified modify modifying module moment month
months more most mrap ms multi multiple MultiRegion must mutable my name named names need needed needs neither nested network
never new newline newlines next nickname no non none nor Not nothing now null Number numbers numeric object objects occur
occurred occurs of off ok old older on once one only open operation operations option optional options or order organization
origin other others our out outdated output outside over overlapping overloaded own owner package packages pagination paging
pair Parameter Parameters parse parsed parser parsing part parts pass passed passing password passwords path pattern payload
peer Pending people per perform performed performing period permission permissions permit permits permitted phone phone_number picture places
plain plan please Plus point points policies Policy Pool Pools port possible post pre precondition preconditions preferred
preferred_username prefix present previous previously principal privilege privileges problem process processed processing profile progress prohibited
prompt proof property proposed protected protection protocol provide provided Provider Providers provides public published put
query quota quotas quotation quote quotes range ranges rate rather raw re reach reached read reading reads ready reason received
Record recorded Records recovery redirect reduce refer reference refresh refused refuses region regions register registered
regular reject rejected related relationship released remain remote remove removed repeated replace replica replicated report
request requested requester Requests require required requirement requirements requires reserved reset resolve resolved
resolving resource resources respond responded response responses restart restarted restore restrict restricted restriction
result results resume retries retry return returned returns revoked right Role Roles row rows rule rules run running runtime
same sample satisfiable satisfy saved say schema scope scoped script scripted search second secondary seconds Secret Secrets
section secure Security see seems select selected send sent sequence serial serialize Server servers Service Services session
sessions set sets setting settings setup several shared shorter should shown shut sign signature signatures signed signing signs
similar simple simultaneously since single size skip skipped skipping slow small so socket software some something somewhere
soon sort source space spaces special specification specified specify spelled sso staff standard start started starting starts
state statement states Status step still stop Stopped Stopping stops storage store stored stream streams string strings
structure sts students style sub subject subscribed subscription succeed Succeeded success Successfully such sufficient suffix
supplied supply Support supported supports surrounding suspended switch symbol symbols synchronized syntax system tab tabs tag
tags take taken takes target temporarily temporary tenant terminated test text than that the their them then there these they
thing third this those three threshold throttled throttling through throughput thrown tier time timed Timeout times timestamp
tls to Token tokens Too took total traffic trailing transient transport tried trigger triggers trim true trust trusted trusts
try trying turn twice two type types unable unauthorized Unavailable undefined under underlying unexpected unicode unique unit
unknown unless unlocked unreachable unrecognized unsupported until unverified up update updated updates updating upload uploaded
uploading upper uppercase uri url urls usable usage use used User Username usernameAttributes Usernames Users uses using utc utf
valid validate validated validating Validation Value values variable variables verification verified verifies verify verifying
version versioning versions via violated violation visit VPC wait waiting was Watch way we Web website well went were what whatever when
where whether which while who whole whose why window with within without word words write writing written wrong xml year years
yet you your zero zone zoneinfo
`;

/** Words that are common and names too: only in small letters, and not as a part of a longer name. */
const onlySmall = "hang long may might min will would";

const list = words.trim().split(/\s+/);

/** All ordinary words, in small letters. */
export const ordinaryWords: ReadonlySet<string> = new Set(list.map((word) => word.toLowerCase()));

/** The ordinary words that may have a capital in the middle of a sentence, in small letters. */
export const capitalWords: ReadonlySet<string> = new Set(
    list.filter((word) => /^[A-Z]/.test(word)).map((word) => word.toLowerCase()),
);

/** See {@link onlySmall}. */
export const smallWords: ReadonlySet<string> = new Set(onlySmall.split(" "));
