// Generated from schemas/ by `npm run generate`. Do not edit.

/**
 * What a change does to a running community, from least to most.
 */
export type Effect = ("none" | "seconds" | "reload" | "restart" | "rebuild" | "stop" | "new-machine" | "irreversible")
/**
 * While this option is on, at least one option of each group has to be switched on or filled in; the application would refuse to start otherwise.
 * 
 * @minItems 1
 * @maxItems 10
 */
export type RequiredOptions = string[][]
/**
 * Where the default would hurt a community: the value to start with, by expected active users (the first entry whose bound is not exceeded; null means any).
 * 
 * @minItems 1
 */
export type RecommendedValues = RecommendedValue[]
/**
 * A fully qualified host name in lower case, punycode for other scripts (at least two labels).
 */
export type HostName = string
/**
 * Immutable name of an instance, machine, offer or deployment: a DNS label that starts with a letter.
 */
export type Slug = string
/**
 * NixOS release whose pinned inputs the tree uses.
 */
export type NixosRelease = "26.05"
/**
 * SHA-256 of the canonical JSON of something immutable, in hexadecimal.
 */
export type Digest = string
/**
 * Name of a system user and of its group.
 */
export type SystemAccount = string
/**
 * A piece of application state.
 */
export type StateItem = (DirectoryState | PostgresqlState | RedisState | BucketState)
/**
 * Name of a component, resource or secret inside one instance.
 */
export type Role = string
/**
 * One thing that is asked.
 */
export type HealthCheck = (HttpHealthCheck | HealthProbe)
/**
 * What a check proves.
 */
export type HealthPurpose = ("web" | "streaming" | "jobs" | "database" | "mail" | "sign-in" | "upload" | "federation" | "storage")
/**
 * Where the first password comes from.
 */
export type FirstPassword = (GeneratedFirstPassword | PrintedFirstPassword | GivenFirstPassword)
/**
 * `slug/role`: a component, resource or secret of one instance, or `deployment/role` for what belongs to the whole deployment.
 */
export type ObjectPath = string
/**
 * JSON for standard input.
 */
export type CommandInput = ({
[k: string]: unknown
} | null)
/**
 * How a secret is made, once. 64 bytes as hex are a Rails secret_key_base, a password of 32 an ActiveRecord encryption key.
 */
export type Generator = (RandomGenerator | PasswordGenerator | VapidGenerator | S3KeypairGenerator | RSAGenerator | Ed25519Generator)
/**
 * What a new value does. `safe`: nothing but restarts; `with-consequences`: people notice, as `secrets.<purpose>.rotation` says; `never`: something is lost, so it is refused.
 */
export type RotationRisk = ("safe" | "with-consequences" | "never")
/**
 * Where a part of a secret file comes from.
 */
export type SecretSource = (GeneratedSource | GivenSource)

export interface AllSchemas {
"annotations.schema.json": OptionAnnotations
"applications/hello/options.schema.json": HelloOptions
"applications/mastodon/options.schema.json": MastodonOptions
"applications/peertube/options.schema.json": PeertubeOptions
"applications/pixelfed/options.schema.json": PixelfedOptions
"applications/snac/options.schema.json": SnacOptions
"common.schema.json": CommonDefinitions
"configuration.schema.json": Configuration
"description.schema.json": Description
"environment.schema.json": Environment
"plan.schema.json": Plan
"resources/backup-repository/offer.schema.json": BackupRepositoryOffer
"resources/backup-repository/request.schema.json": BackupRepositoryRequest
"resources/backup-repository/result.schema.json": BackupRepositoryResult
"resources/dns-record/offer.schema.json": DnsRecordOffer
"resources/dns-record/request.schema.json": DnsRecordRequest
"resources/dns-record/result.schema.json": DnsRecordResult
"resources/http-ingress/offer.schema.json": HttpIngressOffer
"resources/http-ingress/request.schema.json": HttpIngressRequest
"resources/http-ingress/result.schema.json": HttpIngressResult
"resources/machine/offer.schema.json": MachineOffer
"resources/machine/request.schema.json": MachineRequest
"resources/machine/result.schema.json": MachineResult
"resources/postgresql/offer.schema.json": PostgresqlOffer
"resources/postgresql/request.schema.json": PostgresqlRequest
"resources/postgresql/result.schema.json": PostgresqlResult
"resources/redis/offer.schema.json": RedisOffer
"resources/redis/request.schema.json": RedisRequest
"resources/redis/result.schema.json": RedisResult
"resources/s3-bucket/offer.schema.json": S3BucketOffer
"resources/s3-bucket/request.schema.json": S3BucketRequest
"resources/s3-bucket/result.schema.json": S3BucketResult
"resources/search/offer.schema.json": SearchOffer
"resources/search/request.schema.json": SearchRequest
"resources/search/result.schema.json": SearchResult
"resources/smtp/offer.schema.json": SmtpOffer
"resources/smtp/request.schema.json": SmtpRequest
"resources/smtp/result.schema.json": SmtpResult
}
/**
 * The vocabulary under `x-allotment` beside each option of an application: everything the form, the planner and the registry test need to know besides its type. `title` is the label, `description` the help, `default` the application's own (upstream) default.
 */
export interface OptionAnnotations {
/**
 * Id of the group, declared in `x-allotment-groups` at the root.
 */
group: string
/**
 * Position within the group.
 */
order: number
/**
 * `essential`: on the first screen; `more`: behind a fold.
 */
level: ("essential" | "more")
/**
 * Name that the application itself gives it (environment variable, settings key, path in its configuration file).
 */
upstream: string
/**
 * Where the facts come from.
 */
source?: string
/**
 * `nix`: configuration of the machine; `command`: the application's own command on the running instance, in seconds; `application`: set inside it, here only its first value; `planner`: read by the resource mapping only.
 */
appliedBy: ("nix" | "command" | "application" | "planner")
/**
 * Who owns it after the first deployment: `here`; `first-value`: given here once, then changed inside the application.
 */
owner: ("here" | "first-value")
effect: Effect
/**
 * Cannot be changed after the first deployment.
 */
immutable?: boolean
/**
 * The value is a secret reference.
 */
secret?: boolean
requires?: RequiredOptions
/**
 * It is one of the instance's host names.
 */
domain?: ("account" | "web" | "media")
/**
 * Unit shown behind the field.
 */
unit?: string
/**
 * How it is entered when its type does not say.
 */
widget?: ("textarea" | "markdown" | "css" | "lines" | "radio" | "host" | "email" | "url" | "language" | "size")
recommended?: RecommendedValues
}
/**
 * One value.
 */
export interface RecommendedValue {
/**
 * Largest number of active users it is meant for.
 */
activeUsersMax: (number | null)
/**
 * The value.
 */
value: unknown
/**
 * One sentence why.
 */
reason: string
}
/**
 * Options of the practice application: one page under one address.
 */
export interface HelloOptions {
/**
 * Host name under which the page is shown. Permanent after the first installation.
 */
domain: string
/**
 * Heading of the page.
 */
title?: string
/**
 * Text below the heading; plain, line breaks are kept.
 */
message?: string
/**
 * A process beside the page works a queue of jobs, one file each, so that it can be seen what is noticed when jobs stand still.
 */
jobs?: boolean
}
/**
 * Options of Mastodon 4.5. Names of environment variables and settings stand under `upstream`. Texts that become environment variables hold no quotation mark, dollar sign or backtick: shell scripts read them.
 */
export interface MastodonOptions {
/**
 * Host name of the site, such as social.choir.org. Other servers remember it: it cannot be changed after the first installation, not even by installing anew.
 */
domain: string
/**
 * What stands behind the @ in handles, such as choir.org in @alice@choir.org. Leave it empty to use the site address. It cannot be changed after the first installation.
 */
accountDomain?: string
/**
 * Who answers at the handle domain. If it has a website already, that website has to redirect /.well-known/webfinger, /.well-known/host-meta and /.well-known/nodeinfo to the site address, with the header Access-Control-Allow-Origin: *. Without a handle domain this has no meaning.
 */
accountWebsite?: (("here" | "elsewhere") & string)
/**
 * A second host name for pictures and videos, such as files.choir.org. With it the storage can move to another provider and every link stays. It cannot be changed after the first installation.
 */
mediaDomain?: string
/**
 * What your community is called; shown in the browser, in apps and in mail.
 */
title?: string
/**
 * One or two sentences about who this is for; shown where people look for a server.
 */
shortDescription?: string
/**
 * The long text of the about page, in Markdown.
 */
extendedDescription?: string
/**
 * The text of the privacy page, in Markdown. Without it, Mastodon shows its own general text.
 */
privacyPolicy?: string
/**
 * Public address for questions and complaints.
 */
contactEmail: string
/**
 * User name of the account that people may write to, without @. Leave it empty to use the first administrator's.
 */
contactAccount?: string
/**
 * Language of the interface for visitors whose own language Mastodon does not have.
 */
defaultLanguage?: ("ar" | "ast" | "bg" | "bn" | "br" | "ca" | "co" | "cs" | "cy" | "da" | "de" | "el" | "en" | "eo" | "es" | "es-AR" | "et" | "eu" | "fa" | "fi" | "fr" | "ga" | "gl" | "he" | "hi" | "hr" | "hu" | "hy" | "id" | "io" | "is" | "it" | "ja" | "ka" | "kab" | "kk" | "kn" | "ko" | "lt" | "lv" | "mk" | "ml" | "mr" | "ms" | "nl" | "nn" | "no" | "oc" | "pl" | "pt-BR" | "pt-PT" | "ro" | "ru" | "sk" | "sl" | "sq" | "sr" | "sr-Latn" | "sv" | "ta" | "te" | "th" | "tr" | "uk" | "ur" | "vi" | "zh-CN" | "zh-HK" | "zh-TW")
/**
 * Show this language to all visitors, whatever their browser asks for. Members still choose their own.
 */
forceDefaultLanguage?: boolean
/**
 * Address of a page that says whether everything works; linked at the foot of every page.
 */
statusPageUrl?: string
/**
 * People who use it within a month. 3,000 members are usually about 600 active; you can change it later.
 */
expectedActiveUsers?: number
/**
 * Lets members search posts and not only names and hashtags. It can take more memory than Mastodon itself.
 */
search?: boolean
/**
 * Days that pictures and videos of other servers stay here; they are fetched again when somebody looks. Without a number they are kept for ever.
 */
mediaCacheDays?: number
/**
 * Who can make an account. Closing takes effect in seconds.
 */
registrations?: (("open" | "approved" | "none") & string)
/**
 * Applicants write why they would like to join.
 */
requireReason?: boolean
/**
 * Applicants below this age are turned away; they are asked for their date of birth, which is not kept. Without a number nobody is asked.
 */
minimumAge?: number
/**
 * What visitors read while nobody can join.
 */
closedRegistrationsMessage?: string
/**
 * Mastodon turns open registration into approval when no moderator was active for a week. This switches that protection off.
 */
keepRegistrationsOpen?: boolean
/**
 * Only people with an e-mail address of these domains can join. Empty means any.
 * 
 * @maxItems 50
 */
emailDomainsAllowed?: HostName[]
/**
 * New members solve a captcha of hCaptcha when they confirm their e-mail address; it needs the two keys below and sends data to that company.
 */
captcha?: boolean
/**
 * The public key that hCaptcha gave you.
 */
hcaptchaSiteKey?: string
hcaptchaSecretKey?: SecretReference
/**
 * Handles that new members are recommended to follow, one in each line.
 * 
 * @maxItems 50
 */
defaultFollows?: string[]
/**
 * User name of the first administrator: small letters, digits and underscores. Names such as admin or root are reserved.
 */
adminUsername: string
/**
 * E-mail address of the first administrator; the contact e-mail when empty.
 */
adminEmail?: string
/**
 * Other servers have to sign every request, so that those you block cannot read along. It costs some processing and some compatibility.
 */
authorizedFetch?: boolean
/**
 * Talks only to servers that you have allowed, and hides public pages: for closed groups such as schools. When you switch it on later, data of other servers has to be removed by hand (tootctl domain purge --limited-federation-mode).
 */
limitedFederation?: boolean
/**
 * Other domains of this site under which Mastodon recognises its own people when they are addressed. They do not give handles.
 * 
 * @maxItems 20
 */
alternateDomains?: HostName[]
/**
 * Who sees on the about page which servers are blocked.
 */
showDomainBlocks?: (("disabled" | "users" | "all") & string)
/**
 * Who sees why a server is blocked.
 */
showDomainBlockReasons?: (("disabled" | "users" | "all") & string)
/**
 * Tells everybody which other servers this one has met.
 */
publishPeers?: boolean
/**
 * Tells everybody how many posts, sign-ins and registrations there were each week.
 */
publishActivity?: boolean
/**
 * The front page is the profile of the first account, and nobody can join.
 */
singleUser?: boolean
/**
 * Visitors see neither profiles nor posts; links that people share outside no longer work.
 */
signInToRead?: boolean
/**
 * What visitors see first.
 */
landingPage?: (("trends" | "about" | "local_feed") & string)
/**
 * Who can see the live feed of all public posts made here.
 */
localFeed?: (("public" | "authenticated" | "disabled") & string)
/**
 * Who can see the live feed of public posts made elsewhere.
 */
remoteFeed?: (("public" | "authenticated" | "disabled") & string)
/**
 * Who can see posts of this community under a hashtag or link.
 */
localTopicFeed?: (("public" | "authenticated") & string)
/**
 * Who can see posts of other servers under a hashtag or link.
 */
remoteTopicFeed?: (("public" | "authenticated" | "disabled") & string)
/**
 * Shows which posts, hashtags and news are popular; moderators review them first.
 */
trends?: boolean
/**
 * Hashtags become trends without a moderator having looked at them.
 */
trendsWithoutReview?: boolean
/**
 * A page with all members who want to be found.
 */
profileDirectory?: boolean
/**
 * Asks search engines to leave out members' pages unless they choose otherwise.
 */
noIndex?: boolean
/**
 * Link previews on other websites show pictures even where they are marked as sensitive.
 */
previewSensitiveMedia?: boolean
/**
 * Lets websites that members link to see that the visit came from this community.
 */
allowReferrer?: boolean
/**
 * Offers members a summary of their year every December.
 */
yearInReview?: boolean
/**
 * Colours for visitors and for members who have not chosen.
 */
theme?: (("system" | "default" | "contrast" | "mastodon-light") & string)
/**
 * Style rules added to every page. A mistake here can make pages unreadable.
 */
customCss?: string
/**
 * Days after which posts of other servers are deleted. Careful: this also deletes what members have bookmarked, favourited or answered there, and it cannot be undone. Without a number they are kept.
 */
contentCacheDays?: number
/**
 * Days that an archive which a member asked for can be downloaded.
 */
archiveDays?: number
/**
 * Days that the IP addresses of members are kept.
 */
ipRetentionDays?: number
/**
 * Days after which a sign-in that nobody uses ends.
 */
sessionRetentionDays?: number
/**
 * Days that the home feed of somebody who stays away is kept ready in memory; later it is rebuilt on return.
 */
homeFeedDays?: number
/**
 * Devices on which a person can be signed in at the same time; the oldest is signed out.
 */
sessionsMax?: number
/**
 * Accounts that everybody may follow; above it, the ratio below decides.
 */
followsMax?: number
/**
 * Above the number of follows, a person may follow this many accounts for each follower of their own.
 */
followsRatio?: number
deeplKey?: SecretReference
/**
 * Which of DeepL's two interfaces the key is for.
 */
deeplPlan?: (("free" | "pro") & string)
/**
 * Address of a LibreTranslate service, 1.3.3 or newer; used when there is no DeepL key.
 */
libreTranslateUrl?: string
libreTranslateKey?: SecretReference
/**
 * Members can sign in only by the services below, and nobody can join in another way.
 */
onlyExternalSignIn?: boolean
/**
 * The sign-in button leads straight to the service; for communities with exactly one.
 */
oneClickSignIn?: boolean
/**
 * Sign in by OpenID Connect. Give the service this return address: your site address followed by /auth/auth/openid_connect/callback.
 */
oidcEnabled?: boolean
/**
 * What members read on the sign-in button.
 */
oidcDisplayName?: string
/**
 * Address of the identity provider, as it names itself.
 */
oidcIssuer?: string
/**
 * Id that the identity provider gave this site.
 */
oidcClientId?: string
oidcClientSecret?: SecretReference
/**
 * Reads the provider's addresses from its own description. Without it the four addresses below are needed.
 */
oidcDiscovery?: boolean
/**
 * Only without automatic addresses.
 */
oidcAuthEndpoint?: string
/**
 * Only without automatic addresses.
 */
oidcTokenEndpoint?: string
/**
 * Only without automatic addresses.
 */
oidcUserInfoEndpoint?: string
/**
 * Only without automatic addresses.
 */
oidcJwksUri?: string
/**
 * What is asked of the provider, with commas: openid,profile,email.
 */
oidcScope?: string
/**
 * Which field of the answer becomes the user name.
 */
oidcUidField?: string
/**
 * An additional protection of the sign-in that newer providers ask for.
 */
oidcUsePkce?: boolean
/**
 * New members need not confirm their e-mail address. Only where the provider has checked it: otherwise accounts can be taken over.
 */
oidcAssumeEmailVerified?: boolean
/**
 * Sign in with the user name and password of a directory.
 */
ldapEnabled?: boolean
/**
 * Host name of the directory server.
 */
ldapHost?: string
/**
 * Port of the directory server: usually 389, or 636 for TLS.
 */
ldapPort?: number
/**
 * How the connection is protected.
 */
ldapMethod?: (("simple_tls" | "start_tls") & string)
/**
 * Where in the directory people are, such as ou=people,dc=example,dc=org.
 */
ldapBase?: string
/**
 * Name of the account that may search the directory.
 */
ldapBindDn?: string
ldapPassword?: SecretReference
/**
 * Which field becomes the user name.
 */
ldapUid?: string
/**
 * Which field holds the e-mail address.
 */
ldapMail?: string
/**
 * How somebody is found. %{uid} and %{mail} stand for the two fields, %{email} for what was typed.
 */
ldapSearchFilter?: string
/**
 * Replaces full stops, commas, hyphens and spaces in user names by underscores, which Mastodon needs.
 */
ldapUidConversion?: boolean
/**
 * Sign in by SAML. Your site's description for the identity provider is at /auth/auth/saml/metadata.
 */
samlEnabled?: boolean
/**
 * What members read on the sign-in button.
 */
samlDisplayName?: string
/**
 * How this site names itself to the identity provider.
 */
samlIssuer?: string
/**
 * Where the identity provider takes sign-ins.
 */
samlIdpUrl?: string
/**
 * Certificate of the identity provider in one line, without the lines BEGIN and END.
 */
samlIdpCertificate?: string
/**
 * Instead of the certificate: its SHA-1 fingerprint.
 */
samlIdpFingerprint?: string
/**
 * Format of the name that the identity provider sends.
 */
samlNameIdFormat?: string
/**
 * Attribute that never changes for a person.
 */
samlUidAttribute?: string
/**
 * Attribute that becomes the user name.
 */
samlAttributeUid?: string
/**
 * Attribute that holds the e-mail address.
 */
samlAttributeEmail?: string
/**
 * Attribute that becomes the display name.
 */
samlAttributeFullName?: string
/**
 * Refuses assertions that are not signed.
 */
samlWantSigned?: boolean
/**
 * New members need not confirm their e-mail address. Only where the provider has checked it: otherwise accounts can be taken over.
 */
samlAssumeEmailVerified?: boolean
/**
 * Sign in by a CAS server.
 */
casEnabled?: boolean
/**
 * What members read on the sign-in button.
 */
casDisplayName?: string
/**
 * Address of the CAS server.
 */
casUrl?: string
/**
 * Where tickets are validated, below the server's address.
 */
casValidatePath?: string
/**
 * Where people sign in, below the server's address.
 */
casLoginPath?: string
/**
 * Where people sign out, below the server's address.
 */
casLogoutPath?: string
/**
 * Field of the answer that never changes for a person.
 */
casUidField?: string
/**
 * Field that becomes the user name.
 */
casUidKey?: string
/**
 * Field that becomes the display name.
 */
casNameKey?: string
/**
 * Field that holds the e-mail address.
 */
casEmailKey?: string
/**
 * New members need not confirm their e-mail address. Only where the server has checked it: otherwise accounts can be taken over.
 */
casAssumeEmailVerified?: boolean
/**
 * How much is written to the log of the machine.
 */
logLevel?: (("debug" | "info" | "warn" | "error" | "fatal" | "unknown") & string)
/**
 * Mastodon asks its makers for new versions and mails administrators about them.
 */
updateCheck?: boolean
}
/**
 * Stands for a secret value, which the worker keeps; the value itself is never in a configuration.
 */
export interface SecretReference {
/**
 * Id of the secret in the store.
 */
$secret: string
}
/**
 * Options of PeerTube: videos and live streams.
 */
export interface PeertubeOptions {
/**
 * Host name of your platform, such as videos.example.org. It is part of every link and every channel's handle and cannot change after the first installation.
 */
domain: string
/**
 * A second host name for video files, such as files.videos.example.org. Links to files contain it, so a name of your own lets the storage move later. Used where the provider has object storage.
 */
mediaDomain?: string
/**
 * What your platform is called.
 */
name?: string
/**
 * One or two sentences. Shown on the sign-up page and in lists of platforms.
 */
shortDescription?: string
/**
 * E-mail address of the first account, `root`; messages from the contact form go there too.
 */
adminEmail: string
/**
 * Languages that you speak with your members, as short codes such as en or de. Empty: all.
 * 
 * @maxItems 20
 */
languages?: string[]
/**
 * How many people will use it within a month. Memory, disk and the preparation of videos are sized for it; change it as you grow.
 */
expectedActiveUsers?: number
/**
 * Language of mail, and of the interface where a browser asks for none that is known.
 */
defaultLanguage?: string
/**
 * What your platform is mainly about. Empty: everything.
 * 
 * @maxItems 18
 */
categories?: (number & (1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18))[]
/**
 * Visitors can write to the administrator's address.
 */
contactForm?: boolean
/**
 * Country whose law holds for your platform.
 */
serverCountry?: string
/**
 * How new accounts come about. A change takes effect with a restart of about a minute.
 */
registrations?: (("open" | "approval" | "closed") & string)
/**
 * New members click a link in a mail before they can sign in.
 */
emailVerification?: boolean
/**
 * When there are this many accounts, sign-up closes. -1: without limit.
 */
usersMax?: number
/**
 * Age that people confirm when they join.
 */
minimumAge?: number
/**
 * How much one member may upload altogether. The copies that are made for viewers come on top. -1: without limit. Holds for new accounts.
 */
videoQuotaGiB?: number
/**
 * How much one member may upload on a day. -1: without limit. Holds for new accounts.
 */
videoQuotaDailyGiB?: number
/**
 * Characters a password needs at least.
 */
passwordLengthMin?: number
/**
 * How many channels one member can make.
 */
channelsPerUserMax?: number
/**
 * How many others can help with one channel.
 */
collaboratorsPerChannelMax?: number
/**
 * What the first channel of a new member is called; $1 stands for the user name.
 */
defaultChannelName?: string
/**
 * Networks such as 192.0.2.0/24, one to a line. Empty: from everywhere.
 * 
 * @maxItems 200
 */
signupAllowedNetworks?: string[]
/**
 * Networks such as 192.0.2.0/24, one to a line.
 * 
 * @maxItems 200
 */
signupBlockedNetworks?: string[]
/**
 * Whether new members' watched videos are remembered; each can switch it off.
 */
watchHistory?: boolean
/**
 * For each quality a copy of every video is made, where the original is at least as good. More qualities take more space and processor time.
 * 
 * @maxItems 9
 */
resolutions?: (("0p" | "144p" | "240p" | "360p" | "480p" | "720p" | "1080p" | "1440p" | "2160p") & string)[]
/**
 * Keeps the file as it was uploaded beside the copies, so that it can be downloaded or prepared again. Takes about as much space again.
 */
keepOriginalFile?: boolean
/**
 * Converts uploads so that every browser plays them. Off: many uploads will not play.
 */
transcoding?: boolean
/**
 * Also keeps the quality that was uploaded where it is better than those chosen above.
 */
transcodeOriginalResolution?: boolean
/**
 * The format with smooth changes of quality; viewers share it among themselves.
 */
hls?: boolean
/**
 * Saves space and offers sound without picture. Platforms older than version 6.3 cannot play such videos.
 */
hlsSplitAudio?: boolean
/**
 * Makes plain MP4 files beside the streaming format; together they take twice the space.
 */
webVideos?: boolean
/**
 * Always makes a sound file that podcast apps can play.
 */
podcastAudio?: boolean
/**
 * Copies have at most so many pictures per second; the best quality keeps the original's.
 */
fpsMax?: number
/**
 * Accepts .mkv, .mov, .avi, .wmv, .flv and others.
 */
additionalExtensions?: boolean
/**
 * Makes a video with a still picture of an uploaded sound file.
 */
audioFiles?: boolean
/**
 * Your platform leaves the work to runners: machines of your own with the program peertube-runner. At least one is needed.
 */
transcodingRunners?: boolean
/**
 * Small pictures along the time line of a video.
 */
storyboards?: boolean
/**
 * Members can cut videos and add an intro, an outro or a watermark. Each edit prepares the video again.
 */
studio?: boolean
/**
 * Leaves the work of the editor to runners.
 */
studioRunners?: boolean
/**
 * Members can replace the file of a video that is already published.
 */
replaceVideoFile?: boolean
/**
 * Writes subtitles for new videos by itself. Takes much processor time; its program and language model are downloaded on first use.
 */
transcription?: boolean
/**
 * Larger models make fewer mistakes and need more memory: from 1 GiB for tiny to 10 GiB for large.
 */
transcriptionModel?: (("tiny" | "base" | "small" | "medium" | "large-v2" | "large-v3") & string)
/**
 * After so many hours the work on one video is given up.
 */
transcriptionTimeoutHours?: number
/**
 * Leaves speech recognition to runners.
 */
transcriptionRunners?: boolean
/**
 * Members can stream live. Opens the ports that streaming programs use, and needs processor time for every running stream.
 */
live?: boolean
/**
 * Members can publish a stream as a video when it has ended. Works only while videos are prepared for viewers.
 */
liveReplay?: boolean
/**
 * Whether keeping is ticked for a new stream.
 */
liveReplayDefault?: boolean
/**
 * A stream ends after so many hours. -1: without limit.
 */
liveDurationMaxHours?: number
/**
 * Most streams on the whole platform at once. -1: without limit. Capacity is planned for one stream for each 500 people you expect, at most four.
 */
livesMax?: number
/**
 * Most streams of one member at once. -1: without limit.
 */
livesPerUserMax?: number
/**
 * Authors can choose between a short delay and more sharing among viewers.
 */
liveLatencySetting?: boolean
/**
 * How far viewers can go back in a running stream. 0: not at all.
 */
liveRewindMinutes?: number
/**
 * The port 1935 that all streaming programs know; not encrypted.
 */
rtmp?: boolean
/**
 * The port 1936, with the certificate of your address.
 */
rtmps?: boolean
/**
 * Prepares running streams in the qualities below.
 */
liveTranscoding?: boolean
/**
 * Each takes about one processor core while a stream runs. With none, viewers get the stream as it is sent.
 * 
 * @maxItems 9
 */
liveResolutions?: (("0p" | "144p" | "240p" | "360p" | "480p" | "720p" | "1080p" | "1440p" | "2160p") & string)[]
/**
 * Also prepares the quality that is sent where it is better than those chosen.
 */
liveTranscodeOriginalResolution?: boolean
/**
 * Prepared streams have at most so many pictures per second.
 */
liveFpsMax?: number
/**
 * Leaves the preparation of streams to runners.
 */
liveRunners?: boolean
/**
 * New videos of members wait until a moderator has seen them.
 */
preModeration?: boolean
/**
 * What visitors and new members get to see of videos marked as sensitive; each can change it.
 */
sensitivePolicy?: (("do_not_list" | "blur" | "warn" | "display") & string)
/**
 * Tells others that your platform is mainly about sensitive content, and ticks the mark on new videos.
 */
sensitiveInstance?: boolean
/**
 * Authors say what is sensitive, such as violence, and viewers choose by kind.
 */
sensitiveFlags?: boolean
/**
 * People on other servers can comment on your videos.
 */
remoteComments?: boolean
/**
 * Others can read whom your platform has blocked.
 */
publicBlocklist?: boolean
/**
 * Shortens visitors' network addresses in the logs.
 */
anonymizeIp?: boolean
/**
 * People on Mastodon, Pixelfed and other servers can follow channels and comment.
 */
federation?: boolean
/**
 * Other platforms can show your videos. Those that follow already stay.
 */
followers?: boolean
/**
 * An administrator decides on every platform that wants to follow.
 */
followersApproval?: boolean
/**
 * People of other servers can follow channels and accounts here.
 */
channelFollowers?: boolean
/**
 * Your platform follows every platform that follows it, and shows its videos. Needs moderators who look.
 */
autoFollowBack?: boolean
/**
 * Address of a public list whose platforms yours follows by itself, with https://. Empty: none.
 */
autoFollowIndexUrl?: string
/**
 * Other platforms get to know unlisted videos.
 */
federateUnlisted?: boolean
/**
 * A link in the search box fetches a video or channel of a platform that yours does not follow.
 */
searchRemoteUsers?: boolean
/**
 * The same for people who are not signed in.
 */
searchRemoteVisitors?: boolean
/**
 * Search asks a public index of many platforms. Its results are not moderated by you.
 */
searchIndex?: boolean
/**
 * Address of the index, with https://.
 */
searchIndexUrl?: string
/**
 * No search among your own videos.
 */
searchIndexOnly?: boolean
/**
 * The search starts with the index; viewers can change to your own videos.
 */
searchIndexDefault?: boolean
/**
 * What is chosen for a new video.
 */
defaultPrivacy?: (("public" | "unlisted" | "private" | "internal") & string)
/**
 * What is chosen for a new video.
 */
defaultComments?: (("enabled" | "disabled" | "approval") & string)
/**
 * Whether viewers may download a new video.
 */
defaultDownload?: boolean
/**
 * What is chosen for a new video.
 */
defaultLicence?: (("none" | "cc-by" | "cc-by-sa" | "cc-by-nd" | "cc-by-nc" | "cc-by-nc-sa" | "cc-by-nc-nd" | "public-domain") & string)
/**
 * Look of the player.
 */
playerTheme?: (("lucide" | "galaxy") & string)
/**
 * A video starts when its page is opened.
 */
playerAutoPlay?: boolean
/**
 * Members can bring videos from YouTube and many other sites by their address. Your platform then fetches addresses that members give.
 */
importHttp?: boolean
/**
 * Members can bring videos by torrent or magnet link. Only with members you trust.
 */
importTorrent?: boolean
/**
 * After so many hours an import is given up.
 */
importTimeoutHours?: number
/**
 * Members can have new videos of a channel elsewhere imported by themselves. Needs import by address.
 */
channelSync?: boolean
/**
 * How many channels elsewhere one member can follow.
 */
channelSyncsPerUserMax?: number
/**
 * Members can bring along the archive of their account on another platform.
 */
importAccounts?: boolean
/**
 * Members can take an archive of everything that is theirs.
 */
exportAccounts?: boolean
/**
 * Members who use more space than this cannot make an archive.
 */
exportSizeMaxGiB?: number
/**
 * Days until an archive is deleted.
 */
exportDays?: number
/**
 * Viewers' browsers pass parts of a video on to each other, which spares your line. Each viewer can switch it off.
 */
p2p?: boolean
/**
 * Also for videos on other websites.
 */
p2pEmbed?: boolean
/**
 * The part that brings viewers together. Off: no sharing at all.
 */
tracker?: boolean
/**
 * Together, so that watching is not disturbed. 0: without limit.
 */
downloadTotalMiBPerSecond?: number
/**
 * 0: without limit.
 */
downloadPerVisitorMiBPerSecond?: number
/**
 * Keeps copies of videos of platforms you choose later on the administration pages.
 */
redundancyStrategy?: (("none" | "most-views" | "trending" | "recently-added") & string)
/**
 * Taken from the disk in addition to your own videos.
 */
redundancySizeGiB?: number
/**
 * Other platforms that may keep copies of your videos.
 */
redundancyAccept?: (("nobody" | "followings" | "anybody") & string)
/**
 * Shows authors from which countries their videos are watched. Downloads lists of network addresses for it.
 */
geoIp?: boolean
/**
 * Path that visitors get to see first, such as /videos/browse or /home.
 */
startPage?: string
/**
 * What is listed first.
 */
browseScope?: (("federated" | "local") & string)
/**
 * What is listed first.
 */
browseSort?: (("-publishedAt" | "-originallyPublishedAt" | "name" | "-hot" | "-trending" | "-likes" | "-views") & string)
/**
 * `default` follows each visitor's choice of light or dark. The name of another theme works once it is installed on the administration pages.
 */
theme?: string
/**
 * A colour such as #ff8f37. Empty: the theme's own.
 */
primaryColor?: string
/**
 * A colour such as #ff8f37. Empty: the theme's own.
 */
onPrimaryColor?: string
/**
 * A colour such as #ff8f37. Empty: the theme's own.
 */
foregroundColor?: string
/**
 * A colour such as #ff8f37. Empty: the theme's own.
 */
backgroundColor?: string
/**
 * A colour such as #ff8f37. Empty: the theme's own.
 */
backgroundSecondaryColor?: string
/**
 * A colour such as #ff8f37. Empty: the theme's own.
 */
menuForegroundColor?: string
/**
 * A colour such as #ff8f37. Empty: the theme's own.
 */
menuBackgroundColor?: string
/**
 * A colour such as #ff8f37. Empty: the theme's own.
 */
headerForegroundColor?: string
/**
 * A colour such as #ff8f37. Empty: the theme's own.
 */
headerBackgroundColor?: string
/**
 * Useful where your logo contains the name.
 */
hideInstanceName?: boolean
/**
 * Otherwise by user name.
 */
authorDisplayNames?: boolean
/**
 * Styles of your own, added to every page.
 */
css?: string
/**
 * Code of your own, run on every page. A mistake here can make the site unusable, and it sees everything that visitors do.
 */
javascript?: string
/**
 * Shown on top of every page, as Markdown. Empty: none.
 */
broadcastMessage?: string
/**
 * Sets its colour.
 */
broadcastLevel?: (("info" | "warning" | "error") & string)
/**
 * Closed messages stay closed in that browser.
 */
broadcastDismissable?: boolean
/**
 * Administrators can install plugins and themes. They are not checked by anybody.
 */
pluginIndex?: boolean
/**
 * {{instanceName}} stands for the name of your platform.
 */
emailSubjectPrefix?: string
/**
 * Text below every mail. {{instanceName}} stands for the name of your platform.
 */
emailSignature?: string
/**
 * Who you are and what people find here.
 */
description?: string
/**
 * What members agree to.
 */
terms?: string
/**
 * How people treat each other here.
 */
codeOfConduct?: string
/**
 * Who moderates, and by which rules.
 */
moderationInformation?: string
/**
 * Why you made it.
 */
creationReason?: string
/**
 * A person, an association, a company?
 */
administrator?: string
/**
 * How long you plan to keep it.
 */
maintenanceLifetime?: string
/**
 * Donations, fees, your own money?
 */
businessModel?: string
/**
 * A few words about the machines.
 */
hardwareInformation?: string
/**
 * With a text, a button Support appears.
 */
supportText?: string
/**
 * Link with https://. Empty: none.
 */
websiteLink?: string
/**
 * Link with https://. Empty: none.
 */
mastodonLink?: string
/**
 * Link with https://. Empty: none.
 */
blueskyLink?: string
/**
 * Link with https://. Empty: none.
 */
xLink?: string
/**
 * Text of /robots.txt. `Disallow: /` keeps search engines out.
 */
robots?: string
/**
 * Text of /.well-known/security.txt. Empty: none.
 */
securityTxt?: string
}
/**
 * Options of Pixelfed: photo sharing. Texts go to its environment file in one line each; the Nix side quotes them.
 */
export interface PixelfedOptions {
/**
 * Host name of your community, such as photos.example.org. It is part of everybody's handle and cannot change after the first installation.
 */
domain: string
/**
 * A second host name for photos, such as files.photos.example.org. Links to photos contain it, so a name of your own lets the storage move later. Used where the provider has object storage.
 */
mediaDomain?: string
/**
 * What your community is called; shown in the header and in mail.
 */
name?: string
/**
 * One or two sentences about your community, in one line. Shown on the front page and in lists of servers.
 */
description?: string
/**
 * Public e-mail address of the people who run the community.
 */
contactEmail: string
/**
 * Language of the interface for visitors and new members; members can choose their own.
 */
language?: ("af" | "ar" | "bn" | "bs" | "ca" | "cs" | "cy" | "da" | "de" | "el" | "en" | "eo" | "es" | "eu" | "fa" | "fi" | "fr" | "gd" | "gl" | "he" | "hi" | "hr" | "hu" | "id" | "it" | "ja" | "ko" | "mk" | "ms" | "nl" | "no" | "oc" | "pl" | "pt" | "ro" | "ru" | "sk" | "sr" | "sv" | "th" | "tr" | "uk" | "vi" | "zh" | "zh-cn" | "zh-tw")
/**
 * Time zone of stored dates, such as Europe/Berlin. It cannot change after the first installation: dates already stored would move.
 */
timeZone?: string
/**
 * How many people will use it within a month. Memory, disk and background work are sized for it; change it as you grow.
 */
expectedActiveUsers?: number
/**
 * User name of the account that runs the community: 2 to 15 lower-case letters and digits, with at most one dash, dot or underscore inside. Made once, after the installation.
 */
adminUsername?: string
/**
 * Where mail for that account goes; the contact address when this is left empty.
 */
adminEmail?: string
/**
 * Lets members write to the contact address from the site.
 */
contactForm?: boolean
/**
 * How many messages one member may send through the contact form on a day.
 */
contactFormMessagesPerDay?: number
/**
 * Shows a link to a legal notice. Write its text on the administration pages first.
 */
legalNotice?: boolean
/**
 * How new accounts come about. A change takes effect with a restart of about a minute.
 */
registrations?: (("open" | "approval" | "closed") & string)
/**
 * When there are this many accounts, nobody else can join.
 */
usersMax?: number
/**
 * Off: the number above is not checked.
 */
enforceUsersMax?: boolean
/**
 * New members click a link in a mail before they can post.
 */
emailVerification?: boolean
/**
 * Characters a password needs at least.
 */
passwordLengthMin?: number
/**
 * How often somebody who applies may ask for the confirmation mail again.
 */
approvalEmailResendsMax?: number
/**
 * Sends a mail when somebody has applied and confirmed their address. Used with approval.
 */
approvalNotifyAdmin?: boolean
/**
 * Most mails about applications on a day.
 */
approvalNotifyPerDayMax?: number
/**
 * Sends a mail when an applicant answers a moderator's question.
 */
approvalNotifyAnswers?: boolean
/**
 * Asks people to prove that they are human, by the service hCaptcha. Needs the two keys below.
 */
captcha?: boolean
/**
 * The public key that hCaptcha gives you.
 */
captchaSiteKey?: string
captchaSecret?: SecretReference
/**
 * Administrators can invite people by a link, also while sign-up is closed.
 */
adminInvites?: boolean
/**
 * Parents can make accounts for their children and limit them.
 */
parentalControls?: boolean
/**
 * Most child accounts that one member can make.
 */
parentalControlsChildrenMax?: number
/**
 * Off: only administrators can delete accounts.
 */
accountDeletion?: boolean
/**
 * Days between the wish to delete an account and the deletion; 0 deletes at once.
 */
accountDeletionDelayDays?: number
/**
 * How many megabytes of photos one member may keep. Storage is planned for a quarter of it, times the people you expect.
 */
accountSizeMB?: number
/**
 * Size of one uploaded file in megabytes. Photos of current phones have 3 to 12, one minute of video 60 or more.
 */
photoSizeMB?: number
/**
 * What members can upload. Videos take much more space than photos.
 * 
 * @minItems 1
 * @maxItems 5
 */
mediaTypes?: ("image/jpeg" | "image/png" | "image/gif" | "image/webp" | "video/mp4")[]
/**
 * Off: members can keep as much as the storage holds.
 */
limitAccountSize?: boolean
/**
 * Size of a profile picture in megabytes.
 */
avatarSizeMB?: number
/**
 * How many photos one post can hold.
 */
albumLengthMax?: number
/**
 * Characters of text below a post.
 */
captionLengthMax?: number
/**
 * Characters of the description for people who cannot see a photo.
 */
altTextLengthMax?: number
/**
 * Characters of the text on a profile.
 */
bioLengthMax?: number
/**
 * Characters of the name on a profile.
 */
nameLengthMax?: number
/**
 * How many posts one collection can hold.
 */
collectionLengthMax?: number
/**
 * 100 keeps the most detail and takes the most space.
 */
imageQuality?: number
/**
 * Photos are scaled and compressed after the upload.
 */
optimizeImages?: boolean
/**
 * Videos are converted after the upload, which takes processor time.
 */
optimizeVideos?: boolean
/**
 * On: a post appears at once. Off: the author waits until its files are shrunk and stored, and other servers get their final address.
 */
mediaFastProcess?: boolean
/**
 * Members can follow and be followed by people on Mastodon, PeerTube and other servers.
 */
federation?: boolean
/**
 * Members can follow accounts of other servers.
 */
remoteFollow?: boolean
/**
 * Other servers have to sign when they read posts, so that blocked ones cannot. Some older servers can no longer read yours.
 */
authorizedFetch?: boolean
/**
 * A timeline with public posts of all servers that yours knows.
 */
networkTimeline?: boolean
/**
 * Members can take their followers along from and to other servers.
 */
accountMigration?: boolean
/**
 * Shows custom emoji of other servers.
 */
customEmoji?: boolean
/**
 * Public profiles can be read with a feed reader.
 */
atomFeeds?: boolean
/**
 * E-mail addresses that are told about each report. With none, reports wait on the administration pages.
 * 
 * @maxItems 20
 */
reportEmails?: string[]
/**
 * Sends a mail also when the spam filter finds something.
 */
reportAutospam?: boolean
/**
 * Looks for spam in new posts and holds it back.
 */
spamFilter?: boolean
/**
 * Refuses new accounts from addresses of cloud providers, where most automated sign-ups come from. People behind some VPNs are refused too.
 */
blockCloudSignups?: boolean
/**
 * Refuses sign-in from addresses of cloud providers, also of members behind such a VPN.
 */
blockCloudLogins?: boolean
/**
 * Refuses the programming interface to addresses of cloud providers.
 */
blockCloudApi?: boolean
/**
 * Posts from these servers are refused. Host names, one to a line.
 * 
 * @maxItems 500
 */
blockedDomains?: string[]
/**
 * Posts from these servers are shown behind a content warning. Host names, one to a line.
 * 
 * @maxItems 500
 */
warnedDomains?: string[]
/**
 * Posts from these servers do not appear on public timelines. Host names, one to a line.
 * 
 * @maxItems 500
 */
unlistedDomains?: string[]
/**
 * Posts from other servers with these words are refused. One to a line, without commas: the application separates them by commas.
 * 
 * @maxItems 200
 */
blockedKeywords?: string[]
/**
 * Posts from other servers with these words are shown behind a content warning. One to a line, without commas: the application separates them by commas.
 * 
 * @maxItems 200
 */
warnedKeywords?: string[]
/**
 * Posts from other servers with these words do not appear on public timelines. One to a line, without commas: the application separates them by commas.
 * 
 * @maxItems 200
 */
unlistedKeywords?: string[]
/**
 * Names that nobody can take, one to a line, in addition to the application's own list.
 * 
 * @maxItems 500
 */
bannedUsernames?: string[]
/**
 * Visitors see nothing but the sign-in page.
 */
restricted?: boolean
/**
 * Visitors can browse popular posts.
 */
publicDiscover?: boolean
/**
 * Visitors can browse posts by hashtag.
 */
publicHashtags?: boolean
/**
 * Visitors can read the timeline of your members' public posts.
 */
publicLocalTimeline?: boolean
/**
 * Shows profiles of members on the front page.
 */
landingDirectory?: boolean
/**
 * Shows recent posts on the front page.
 */
landingExplore?: boolean
/**
 * Publishes which servers yours knows.
 */
showPeers?: boolean
/**
 * Profiles can be embedded in other websites.
 */
profileEmbeds?: boolean
/**
 * Posts can be embedded in other websites.
 */
postEmbeds?: boolean
/**
 * Posts marked as sensitive do not appear on public timelines.
 */
hideSensitive?: boolean
/**
 * Members can post photos that disappear after a day.
 */
stories?: boolean
/**
 * Members can sign in with the Pixelfed app and other apps.
 */
apps?: boolean
/**
 * People can make an account inside the app while sign-up is open.
 */
appRegistration?: boolean
/**
 * Members can bring along an archive of their Instagram posts.
 */
instagramImport?: boolean
/**
 * Most posts one member can import from Instagram.
 */
instagramImportPostsMax?: number
/**
 * Also takes videos out of the Instagram archive.
 */
instagramImportVideos?: boolean
/**
 * Nobody else can import from Instagram.
 */
instagramImportAdminsOnly?: boolean
/**
 * How old an account has to be before it can import from Instagram.
 */
instagramImportAccountAgeDays?: number
}
/**
 * Options of snac: a small ActivityPub server. Those of its server.json and of the files beside it that operators set.
 */
export interface SnacOptions {
/**
 * Host name of your community, such as social.example.org. It is part of everybody's handle and cannot change after the first installation.
 */
domain: string
/**
 * What your community is called, in the title of its pages and in apps; the address when this is left empty.
 */
title?: string
/**
 * One or two sentences about your community. Shown in apps, and on the front page where it shows the latest posts.
 */
shortDescription?: string
/**
 * Public e-mail address of the people who run the community.
 */
contactEmail: string
/**
 * How many people will use it within a month. Memory, disk and threads are sized for it; change it as you grow.
 */
expectedActiveUsers?: number
/**
 * User name of the first account: lower-case letters, digits and underscores. It is made at the first start, with a password of its own, and shown as the administrator.
 */
adminUsername?: string
/**
 * User name that is shown as the administrator; the first account when this is left empty.
 */
contactAccount?: string
/**
 * Begins every account's address, such as /social in social.example.org/social/anna. Only for a community that moves here and had one; it cannot change after the first installation.
 */
prefix?: string
/**
 * The front page shows what members posted last, with the short description, the contact address and the administrator. Off: it shows a page that greets visitors.
 */
instanceTimeline?: boolean
/**
 * The page that greets visitors, as HTML; %userlist% becomes the list of members, %host% the address. snac's own greeting when this is left empty.
 */
greeting?: string
/**
 * The short description is shown on the front page as HTML. Off: as plain text.
 */
descriptionIsHtml?: boolean
/**
 * A message that members see above their timeline until they dismiss it; plain text.
 */
announcement?: string
/**
 * Style of all pages, in place of snac's own; members can bring their own in addition.
 */
css?: string
/**
 * Members' public pages link to their posts of earlier months.
 */
history?: boolean
/**
 * Leaves the delete button out of the pages; apps still have it.
 */
hideDeleteButton?: boolean
/**
 * Posts of other people that nobody here took part in disappear after this time. 0 keeps them for ever: then the disk fills without end.
 */
timelineDays?: number
/**
 * Members' own posts disappear from the server after this time; 0 keeps them for ever. Members can choose a shorter time for themselves.
 */
localDays?: number
/**
 * How many entries a timeline shows at first.
 */
entriesShown?: number
/**
 * How many entries a timeline shows at most when more are asked for.
 */
entriesMax?: number
/**
 * How many posts RSS feeds and outboxes hold.
 */
feedEntriesMax?: number
/**
 * Members' public pages show what they posted and boosted themselves, without the conversations around it.
 */
strictPublicTimelines?: boolean
/**
 * How many files one post may have.
 */
attachmentsMax?: number
/**
 * Pictures, sound and films from other servers come through this one, so that those servers do not see who looks. Uses more of the machine's network.
 */
proxyMedia?: boolean
/**
 * Shows attached SVG files, which are hidden otherwise.
 */
svg?: boolean
/**
 * Host names of servers from which nothing is accepted. Those blocked on the machine itself stay blocked.
 * 
 * @maxItems 1000
 */
blockedInstances?: string[]
/**
 * Patterns in lower case, one in a line (POSIX regular expressions); incoming posts whose text matches one are rejected.
 * 
 * @maxItems 500
 */
rejectPatterns?: string[]
/**
 * Rejects what comes from accounts that are younger than this, against spam. 0 accepts all. Not every server says how old an account is.
 */
accountAgeSecondsMin?: number
/**
 * Sends a notice to the server of an account that a member blocks.
 */
blockNotifications?: boolean
/**
 * Public posts also go to servers that were heard of, which helps to be found. Off: only to those who follow.
 */
inboxCollection?: boolean
/**
 * Other servers send a post once for all members. Helps where there are many.
 */
sharedInboxes?: boolean
/**
 * How often a post is sent to a server that does not take it, before it is given up.
 */
retriesMax?: number
/**
 * Time until the first of them; it grows with every attempt.
 */
retryMinutes?: number
/**
 * How long another server may take to accept a post.
 */
timeoutSeconds?: number
/**
 * How long it may take after it was too slow the last time.
 */
slowTimeoutSeconds?: number
/**
 * After so many, sign-ins from the same network address are refused for a while.
 */
failedSignInsMax?: number
/**
 * How long sign-ins from that address are refused.
 */
signInPauseSeconds?: number
/**
 * How many things snac does at once; chosen by the number of people when this is left empty.
 */
threads?: number
/**
 * 0 writes what matters, 3 everything.
 */
logLevel?: number
}
/**
 * Shapes that several schemas share. Never used on its own.
 */
export interface CommonDefinitions {

}
/**
 * An operator's choice of applications and options. A revision of it is immutable.
 */
export interface Configuration {
/**
 * Version of this schema.
 */
schemaVersion: 1
/**
 * Instances by slug. The slug never changes: names of databases, users, buckets and secrets come from it.
 */
applications: {
[k: string]: InstanceConfiguration
}
backups: BackupConfiguration
rotations?: Rotations
}
/**
 * One application with its options.
 */
export interface InstanceConfiguration {
/**
 * Id of the application module.
 */
application: string
/**
 * Version of the application module that the options were written for; the present one when missing.
 */
moduleVersion?: number
/**
 * Off: nothing of it runs and it has no site; its data, its place and its names stay its own. On when missing.
 */
enabled?: boolean
options: Options
}
/**
 * By the application's own options schema. What is missing takes the default.
 */
export interface Options {
[k: string]: unknown
}
/**
 * Whether and when state is copied to the backup repository.
 */
export interface BackupConfiguration {
/**
 * Off only on purpose: nothing can be restored then.
 */
enabled: boolean
/**
 * How often.
 */
schedule: ("hourly" | "daily" | "weekly")
/**
 * Time of day in UTC, HH:MM.
 */
time: string
retention: Retention
}
/**
 * How many snapshots are kept of each kind.
 */
export interface Retention {
/**
 * Daily snapshots.
 */
daily: number
/**
 * Weekly snapshots.
 */
weekly: number
/**
 * Monthly snapshots.
 */
monthly: number
}
/**
 * Which value of a generated secret is wanted, by its path; the first where nothing is said. A greater number replaces the value with the next installation. Values that were replaced do not come back.
 */
export interface Rotations {
[k: string]: number
}
/**
 * Deployment description: the fully resolved result. Nothing is left to decide when it is applied. No timestamps, no secret values, no ciphertext.
 */
export interface Description {
/**
 * Version of this schema.
 */
schemaVersion: 1
deployment: Slug
nixosRelease: NixosRelease
/**
 * What carries it to machines.
 */
orchestrator: ("rehearsal" | "nixos-ssh" | "nixops4" | "pull")
digests: DescriptionDigests
/**
 * Machines by name.
 */
machines: {
[k: string]: DescribedMachine
}
/**
 * Instances by slug.
 */
instances: {
[k: string]: DescribedInstance
}
/**
 * Secrets that are generated once, by path.
 */
generators: {
[k: string]: Generator
}
/**
 * Files that hold secrets on machines, by path.
 */
secrets: {
[k: string]: SecretFile
}
/**
 * age recipients that every secret is encrypted for beside its machines, sorted; missing when there are none.
 * 
 * @minItems 1
 * @maxItems 16
 */
recoveryKeys?: string[]
pull?: DescribedPull
leftBehind?: Erasure
erase?: Erasure
/**
 * Names with the records that must exist.
 * 
 * @maxItems 256
 */
dns: DnsRecordResult[]
/**
 * Backups of the whole deployment; null when switched off.
 */
backups: (DescribedBackups | null)
}
/**
 * What it was made from.
 */
export interface DescriptionDigests {
configuration: Digest
environment: Digest
catalogue: Digest
}
/**
 * One system of this deployment: NixOS, or on preset `minimal` what stands beside another Linux.
 */
export interface DescribedMachine {
offer: Slug
/**
 * Nix system.
 */
system: ("x86_64-linux" | "aarch64-linux")
/**
 * Public IPv4 address; null while not known.
 */
ipv4: (string | null)
/**
 * Public IPv6 address.
 */
ipv6: (string | null)
/**
 * SSH host key.
 */
hostPublicKey: string
ssh: DescribedSsh
/**
 * system.stateVersion, frozen.
 */
stateVersion: string
hardware: DescribedHardware
/**
 * SSH public keys of administrators.
 * 
 * @maxItems 256
 */
adminKeys: string[]
/**
 * Slugs of the instances that have components here, sorted.
 * 
 * @maxItems 256
 */
instances: Slug[]
capacity: Capacity
reserved: Capacity
used: Capacity
firewall: Firewall
/**
 * The co-located PostgreSQL server; null when there is none.
 */
postgresql: (DescribedPostgresql | null)
}
/**
 * How the worker reaches it.
 */
export interface DescribedSsh {
/**
 * User.
 */
user: string
/**
 * Port.
 */
port: number
}
/**
 * Disk layout and boot loader.
 */
export interface DescribedHardware {
/**
 * Preset. `minimal`: no NixOS.
 */
preset: ("existing" | "single-disk" | "container" | "minimal")
/**
 * Device for `single-disk`.
 */
disk: (string | null)
/**
 * The machine's own NixOS module, as the provider gave it; hardware/<machine>.nix in the tree.
 */
module?: string
}
/**
 * What a machine has, or what something takes of it.
 */
export interface Capacity {
/**
 * Thousandths of a processor core.
 */
cpuMillicores: number
/**
 * Memory in MiB.
 */
memoryMiB: number
/**
 * Disk in GiB.
 */
diskGiB: number
}
/**
 * Open ports.
 */
export interface Firewall {
/**
 * TCP ports, sorted.
 * 
 * @maxItems 256
 */
tcp: number[]
/**
 * UDP ports, sorted.
 * 
 * @maxItems 256
 */
udp: number[]
}
/**
 * Server settings.
 */
export interface DescribedPostgresql {
/**
 * Major version, frozen.
 */
version: number
/**
 * Memory for it.
 */
memoryMiB: number
/**
 * Connections.
 */
connectionsMax: number
}
/**
 * One application, resolved.
 */
export interface DescribedInstance {
/**
 * Id of the application module.
 */
application: string
/**
 * Version of the module.
 */
moduleVersion: number
/**
 * Version of the application that the NixOS release ships.
 */
version: string
/**
 * Why nothing of it runs; missing while it runs. `suspended`: its site says so with status 503. `disabled`: it has no site.
 */
stopped?: ("suspended" | "disabled")
/**
 * System accounts of its own, each with a group of the same name and the home folder /var/lib/<name>, sorted.
 * 
 * @maxItems 16
 */
accounts?: SystemAccount[]
domains: Domains
options: ResolvedOptions
/**
 * Components by role.
 */
components: {
[k: string]: DescribedComponent
}
/**
 * Resources by role.
 */
bindings: {
[k: string]: Binding
}
/**
 * What users made, for backup, restore and migration.
 * 
 * @maxItems 256
 */
state: StateItem[]
/**
 * What is asked to see whether it works.
 * 
 * @maxItems 256
 */
health: HealthCheck[]
/**
 * URL of the NodeInfo document.
 */
nodeInfo: (string | null)
/**
 * How the first administrator is made; null where there is no such thing.
 */
firstAdministrator: (FirstAdministrator | null)
/**
 * Options that the application's own command sets on the running instance.
 * 
 * @maxItems 256
 */
commands: SettingsCommand[]
}
/**
 * Host names. `account` is in people's handles, `web` is where the site is, `media` where files are read.
 */
export interface Domains {
/**
 * Account host.
 */
account: (string | null)
/**
 * Web host.
 */
web: string
/**
 * Media host.
 */
media: (string | null)
}
/**
 * Every option with its value, defaults filled in.
 */
export interface ResolvedOptions {
[k: string]: unknown
}
/**
 * Processes of one kind.
 */
export interface DescribedComponent {
machine: Slug
capacity: Capacity
settings: ComponentSettings
}
/**
 * Derived numbers: processes, threads, ports.
 */
export interface ComponentSettings {
[k: string]: string | number | boolean
}
/**
 * A resource request with the offer that serves it and the result.
 */
export interface Binding {
/**
 * Resource type.
 */
type: ("postgresql" | "redis" | "s3-bucket" | "search" | "smtp" | "dns-record" | "http-ingress" | "backup-repository")
/**
 * Name of the offer, or `co-located`.
 */
offer: string
/**
 * Machine that runs it when co-located.
 */
machine: (Slug | null)
request: BindingRequest
result: BindingResult
}
/**
 * By the type's request schema.
 */
export interface BindingRequest {
[k: string]: unknown
}
/**
 * By the type's result schema.
 */
export interface BindingResult {
[k: string]: unknown
}
/**
 * A folder.
 */
export interface DirectoryState {
kind: "directory"
role: Role
component: Role
/**
 * Absolute path.
 */
path: string
/**
 * Paths that need no backup.
 * 
 * @maxItems 256
 */
exclude: string[]
/**
 * Whether hard links must survive.
 */
hardLinks: boolean
}
/**
 * A database.
 */
export interface PostgresqlState {
kind: "postgresql"
role: Role
binding: Role
}
/**
 * A Redis server; losing it loses queued work only.
 */
export interface RedisState {
kind: "redis"
role: Role
binding: Role
}
/**
 * A bucket of media.
 */
export interface BucketState {
kind: "s3-bucket"
role: Role
binding: Role
}
/**
 * An HTTP request, sent the way visitors send theirs and judged by its status code.
 */
export interface HttpHealthCheck {
/**
 * URL.
 */
url: string
/**
 * Good status codes.
 * 
 * @minItems 1
 * @maxItems 256
 */
statuses: number[]
purpose: HealthPurpose
/**
 * Media type that is asked for; anything when missing.
 */
accept?: string
}
/**
 * A program on the machine of a component, run as root, that prints lines `check=<purpose> ok|wrong|unknown [number] [text]`. For what no visitor can see.
 */
export interface HealthProbe {
component: Role
/**
 * Argument list.
 * 
 * @minItems 1
 * @maxItems 16
 */
probe: string[]
/**
 * What it proves.
 * 
 * @minItems 1
 * @maxItems 8
 */
purposes: HealthPurpose[]
}
/**
 * Who it is, and how the first password comes to be. Whoever opens the claim link sees it once.
 */
export interface FirstAdministrator {
component: Role
/**
 * User name.
 */
username: string
/**
 * E-mail address.
 */
email: (string | null)
/**
 * Argument list, run as root on the component's machine; a secret is read from a file, printed or taken from standard input, never an argument.
 * 
 * @maxItems 256
 */
command: string[]
password: FirstPassword
}
/**
 * The application takes it from a secret file; `command` is empty.
 */
export interface GeneratedFirstPassword {
from: "generator"
generator: ObjectPath
}
/**
 * `command` makes the account and prints the password on a line of its own.
 */
export interface PrintedFirstPassword {
from: "output"
/**
 * What stands before the password on its line.
 */
after: string
/**
 * Argument list that prints a new password in the same way when the account is there already.
 * 
 * @minItems 1
 * @maxItems 256
 */
again: string[]
}
/**
 * `command` reads `username`, `email`, `name` and `password` as JSON on standard input, and sets the password also when the account is there already.
 */
export interface GivenFirstPassword {
from: "input"
}
/**
 * One command; values go in as JSON on standard input or as arguments.
 */
export interface SettingsCommand {
component: Role
/**
 * Names of the options it sets.
 * 
 * @maxItems 256
 */
options: string[]
/**
 * Argument list.
 * 
 * @maxItems 256
 */
command: string[]
input: CommandInput
/**
 * Argument list of the command that says what is in force, as JSON on standard output: `values` by upstream's names, and `defaults` that hold where nothing was set. Missing: it cannot be read.
 * 
 * @minItems 1
 * @maxItems 256
 */
read?: string[]
}
/**
 * Random bytes as text. Output: `value`.
 */
export interface RandomGenerator {
/**
 * Encoding.
 */
kind: ("hex" | "base64")
/**
 * Number of random bytes.
 */
bytes: number
/**
 * What it is for: key of the sentences `secrets.<purpose>`.
 */
purpose: string
rotation: RotationRisk
/**
 * Which value is wanted; missing for the first. A greater number makes a new value when a run installs it.
 */
number?: number
}
/**
 * Letters and digits. Output: `value`.
 */
export interface PasswordGenerator {
kind: "password"
/**
 * Number of characters.
 */
length: number
/**
 * What it is for: key of the sentences `secrets.<purpose>`.
 */
purpose: string
rotation: RotationRisk
/**
 * Which value is wanted; missing for the first. A greater number makes a new value when a run installs it.
 */
number?: number
}
/**
 * A P-256 key pair for web push, base64url. Outputs: `public`, `private`.
 */
export interface VapidGenerator {
kind: "vapid"
/**
 * What it is for: key of the sentences `secrets.<purpose>`.
 */
purpose: string
rotation: RotationRisk
/**
 * Which value is wanted; missing for the first. A greater number makes a new value when a run installs it.
 */
number?: number
}
/**
 * A key pair for an object store, imported there when the bucket is made: an id (`GK` and 24 hexadecimal digits) and a secret (64 hexadecimal digits). Outputs: `public`, `private`.
 */
export interface S3KeypairGenerator {
kind: "s3-keypair"
/**
 * What it is for: key of the sentences `secrets.<purpose>`.
 */
purpose: string
rotation: RotationRisk
/**
 * Which value is wanted; missing for the first. A greater number makes a new value when a run installs it.
 */
number?: number
}
/**
 * An RSA key pair as PEM: PKCS #8 and SubjectPublicKeyInfo. Outputs: `public`, `private`.
 */
export interface RSAGenerator {
kind: "rsa"
/**
 * Length of the modulus.
 */
bits: (2048 | 3072 | 4096)
/**
 * What it is for: key of the sentences `secrets.<purpose>`.
 */
purpose: string
rotation: RotationRisk
/**
 * Which value is wanted; missing for the first. A greater number makes a new value when a run installs it.
 */
number?: number
}
/**
 * An Ed25519 key pair. Outputs: `public`, `private`.
 */
export interface Ed25519Generator {
kind: "ed25519"
/**
 * `pem`: PKCS #8 and SubjectPublicKeyInfo; `openssh`: as ssh-keygen writes them.
 */
format: ("pem" | "openssh")
/**
 * What it is for: key of the sentences `secrets.<purpose>`.
 */
purpose: string
rotation: RotationRisk
/**
 * Which value is wanted; missing for the first. A greater number makes a new value when a run installs it.
 */
number?: number
}
/**
 * A file on machines, decrypted at activation.
 */
export interface SecretFile {
/**
 * Machines that need it, sorted.
 * 
 * @minItems 1
 * @maxItems 256
 */
machines: Slug[]
/**
 * Absolute path outside the Nix store.
 */
path: string
/**
 * User that may read it.
 */
owner: string
/**
 * Group.
 */
group: string
/**
 * Mode.
 */
mode: string
/**
 * Units that are restarted when it changes, sorted.
 * 
 * @maxItems 256
 */
restartUnits: string[]
/**
 * `raw`: the one part `value`; `env`: lines NAME=value.
 */
format: ("raw" | "env")
/**
 * Parts by name.
 */
parts: {
[k: string]: SecretSource
}
}
/**
 * An output of a generator.
 */
export interface GeneratedSource {
generated: ObjectPath
/**
 * Which output.
 */
output: ("value" | "public" | "private")
/**
 * Text before it.
 */
prefix?: string
}
/**
 * A secret that somebody gave.
 */
export interface GivenSource {
/**
 * Id of the secret in the store.
 */
given: string
/**
 * Whose secret it has to be: the environment's, from an offer, or the deployment's own, from an option.
 */
of: ("environment" | "deployment")
/**
 * Text before it.
 */
prefix?: string
}
/**
 * How machines fetch their configuration and report; missing unless they do.
 */
export interface DescribedPull {
/**
 * Address of the panel, without a path: https://panel.example.org.
 */
url: string
/**
 * What polls on NixOS.
 */
method: ("comin" | "auto-upgrade")
/**
 * Time between two looks.
 */
pollSeconds: number
}
/**
 * What instances have on machines, which can be erased there, and what they have elsewhere, which cannot.
 */
export interface Erasure {
/**
 * What there is on machines, by their name, in a stable order.
 */
machines: {
/**
 * @maxItems 1000
 */
[k: string]: ErasedItem[]
}
/**
 * What is outside of the machines and is left there, for the record.
 * 
 * @maxItems 1000
 */
left: LeftItem[]
}
/**
 * One thing on a machine with whom it belonged to.
 */
export interface ErasedItem {
/**
 * What it is. `name` is the name of an `account`, `journal` for the system's log, and else a path.
 */
kind: ("files" | "account" | "database" | "redis" | "search" | "dump" | "secret" | "certificate" | "settings" | "log" | "journal")
/**
 * Absolute path or name.
 */
name: string
/**
 * Instance that it belonged to; null for what belonged to the machine.
 */
instance: (Slug | null)
/**
 * Role of the state, the binding or the secret; else its kind.
 */
role: string
}
/**
 * One thing outside of the machines that is not erased.
 */
export interface LeftItem {
/**
 * Resource type.
 */
type: ("postgresql" | "redis" | "s3-bucket" | "search" | "dns-record" | "backup-repository")
/**
 * Name of the offer that serves it, or `by-hand`.
 */
offer: string
/**
 * Name of the database, bucket or host, or the address of the repository.
 */
name: string
/**
 * Instance that it belonged to; null for backups of the whole deployment.
 */
instance: (Slug | null)
/**
 * Role of the binding.
 */
role: string
}
/**
 * The records of one name as they must be.
 */
export interface DnsRecordResult {
/**
 * Name in the DNS. Of reverse DNS: the host whose addresses have to lead back to it.
 */
name: string
/**
 * What it is for. `spf`, `dkim`, `dmarc`, `reverse`: that receivers take mail as meant.
 */
purpose: ("address" | "media" | "account-redirect" | "spf" | "dkim" | "dmarc" | "reverse")
/**
 * Who makes them.
 */
madeBy: ("operator" | "provider")
/**
 * The records; several types for one name.
 * 
 * @maxItems 256
 */
records: DnsRecord[]
/**
 * Whether nothing works without it, or it is advised. Missing: required.
 */
need?: ("required" | "advised")
}
/**
 * One record.
 */
export interface DnsRecord {
/**
 * Record type.
 */
type: ("A" | "AAAA" | "CNAME" | "TXT" | "PTR")
/**
 * Value; null while the address of the machine is not known yet, or where only whoever makes it knows.
 */
value: (string | null)
/**
 * Time to live.
 */
ttlSeconds: number
}
/**
 * Where and when state goes.
 */
export interface DescribedBackups {
/**
 * Name of the offer.
 */
offer: string
/**
 * How often.
 */
schedule: ("hourly" | "daily" | "weekly")
/**
 * Time of day in UTC.
 */
time: string
retention: Retention
result: BackupRepositoryResult
/**
 * Space it may take, in GiB.
 */
quotaGiB: number
}
/**
 * The repository a deployment got.
 */
export interface BackupRepositoryResult {
/**
 * restic's name of the repository.
 */
repository: string
/**
 * URL of the S3 API.
 */
endpoint: string
/**
 * Name of the bucket.
 */
bucket: string
/**
 * Region.
 */
region: string
/**
 * File with the key that encrypts it.
 */
passwordFile: string
/**
 * File with the keypair of the bucket.
 */
environmentFile: string
}
/**
 * One place a provider lets deployments go: what is available (provider configuration) and how it is used (policy).
 */
export interface Environment {
/**
 * Version of this schema.
 */
schemaVersion: 1
/**
 * Name that operators read.
 */
name: string
/**
 * One sentence about it for operators.
 */
description?: string
/**
 * What carries a description to machines. `rehearsal` installs nothing; the others install. It stays on the same side of that line for the environment's whole life.
 */
orchestrator: ("rehearsal" | "nixos-ssh" | "nixops4" | "pull")
rehearsal?: RehearsalSettings
activation?: ActivationSettings
pull?: PullSettings
/**
 * Whether host names are in the public DNS and certificates come from an authority; off on closed networks, where nothing waits for the DNS and machines sign certificates themselves.
 */
publicNames?: boolean
nixosRelease: NixosRelease
/**
 * SSH public keys that may log in on every machine.
 * 
 * @maxItems 64
 */
adminKeys?: string[]
/**
 * age recipients of the provider: every secret on machines can also be read with the matching identity, which is kept away from the installation.
 * 
 * @maxItems 16
 */
recoveryKeys?: string[]
offers: Offers
policy: Policy
}
/**
 * How practice runs behave.
 */
export interface RehearsalSettings {
/**
 * Seed of the simulated steps.
 */
seed?: number
/**
 * Longest simulated step in milliseconds.
 */
stepMillisecondsMax?: number
}
/**
 * How long a machine may take to switch, and how long it waits for the worker afterwards.
 */
export interface ActivationSettings {
/**
 * A machine that switched rolls back by itself when the worker has not confirmed from a new connection within this time, in seconds from the end of the switch.
 */
confirmSeconds?: number
/**
 * Longest time in seconds that switching itself may take; then the machine rolls back.
 */
switchSeconds?: number
}
/**
 * How machines fetch their configuration, for the orchestrator `pull`.
 */
export interface PullSettings {
/**
 * `comin`: comin polls the repository; `auto-upgrade`: system.autoUpgrade of NixOS does.
 */
method?: ("comin" | "auto-upgrade")
/**
 * Time between two looks at the repository, in seconds.
 */
pollSeconds?: number
}
/**
 * What the provider has, by resource type and name.
 */
export interface Offers {
/**
 * Machines by name; the name is also their host name.
 */
machine: {
[k: string]: MachineOffer
}
/**
 * Shared PostgreSQL clusters.
 */
postgresql?: {
[k: string]: PostgresqlOffer
}
/**
 * Shared Redis servers.
 */
redis?: {
[k: string]: RedisOffer
}
/**
 * Object stores.
 */
"s3-bucket"?: {
[k: string]: S3BucketOffer
}
/**
 * Shared search clusters.
 */
search?: {
[k: string]: SearchOffer
}
/**
 * Mail relays.
 */
smtp?: {
[k: string]: SmtpOffer
}
/**
 * DNS zones.
 */
"dns-record"?: {
[k: string]: DnsRecordOffer
}
/**
 * Certificates for virtual hosts.
 */
"http-ingress"?: {
[k: string]: HttpIngressOffer
}
/**
 * Object stores for backups.
 */
"backup-repository"?: {
[k: string]: BackupRepositoryOffer
}
}
/**
 * A machine that the provider declares.
 */
export interface MachineOffer {
/**
 * How deployments get onto it: the whole machine for one deployment, guests on it, or virtual machines of a hypervisor.
 */
placement: ("dedicated" | "guests" | "hypervisor")
/**
 * Nix system.
 */
system: ("x86_64-linux" | "aarch64-linux")
/**
 * Processor cores.
 */
cpuCores: number
/**
 * Memory in MiB.
 */
memoryMiB: number
/**
 * Disk in GiB for applications and their state.
 */
diskGiB: number
/**
 * Public IPv4 address.
 */
ipv4?: string
/**
 * Public IPv6 address.
 */
ipv6?: string
/**
 * SSH host key, `ssh-ed25519 AAAA…`: pinned before the first connection, and recipient of the machine's secrets.
 */
hostPublicKey: string
ssh?: SshAccess
hardware?: Hardware
/**
 * system.stateVersion, for ever that of the first installation.
 */
stateVersion?: string
/**
 * Labels that policy rules can ask for.
 * 
 * @maxItems 256
 */
labels?: string[]
/**
 * Site (data centre or room) in the provider's own words.
 */
site?: string
}
/**
 * How the worker reaches the machine.
 */
export interface SshAccess {
/**
 * User.
 */
user?: string
/**
 * Port.
 */
port?: number
}
/**
 * Disk layout and boot loader.
 */
export interface Hardware {
/**
 * `existing`: the machine already runs NixOS and keeps its own hardware and network settings, which have to be given as `module`; `single-disk`: disko lays out one disk for BIOS and UEFI; `container`: no boot loader; `minimal`: no NixOS but any Linux with Nix, for trying things out: few applications run there, and no databases or backups.
 */
preset: ("existing" | "single-disk" | "container" | "minimal")
/**
 * Device of the disk for `single-disk`.
 */
disk?: string
/**
 * NixOS module with the machine's own hardware and network settings, which no flake can read from the machine: its hardware-configuration.nix, its boot loader and what its configuration says under networking. It stands in the tree as hardware/<machine>.nix, for everybody to read who may read the tree: no secrets.
 */
module?: string
}
/**
 * A shared PostgreSQL cluster.
 */
export interface PostgresqlOffer {
host: HostName
/**
 * Port.
 */
port?: number
/**
 * Major version.
 */
version: number
/**
 * Extensions that can be created.
 * 
 * @maxItems 256
 */
extensions?: string[]
/**
 * libpq's sslmode.
 */
sslMode: ("require" | "verify-ca" | "verify-full")
/**
 * Databases it takes.
 */
databasesMax: number
/**
 * Connections it takes.
 */
connectionsMax: number
/**
 * Disk for all databases.
 */
diskGiB: number
/**
 * Role that may create databases.
 */
adminUsername: string
adminPassword: SecretReference
/**
 * Site (data centre or room) in the provider's own words.
 */
site?: string
}
/**
 * A shared Redis server that gives each user a process of its own.
 */
export interface RedisOffer {
host: HostName
/**
 * Version.
 */
version: string
/**
 * First port; one per namespace.
 */
portFirst: number
/**
 * Namespaces it takes.
 */
namespacesMax: number
/**
 * Memory for all.
 */
memoryMiB: number
/**
 * Site (data centre or room) in the provider's own words.
 */
site?: string
}
/**
 * An S3-compatible object store.
 */
export interface S3BucketOffer {
/**
 * URL of the S3 API.
 */
endpoint: string
/**
 * Region.
 */
region?: string
/**
 * Whether buckets are addressed by path (https://host/bucket) and not by host name.
 */
pathStyle: boolean
/**
 * Whether the store knows object ACLs.
 */
acl?: boolean
/**
 * URL under which everybody reads the objects of a bucket, with {bucket} in place of its name, such as https://{bucket}.web.example.org. For stores that do not let everybody read at the S3 API.
 */
readEndpoint?: string
/**
 * Put before the name of every bucket.
 */
bucketPrefix?: string
/**
 * Space for all buckets.
 */
quotaGiB: number
/**
 * Buckets it takes.
 */
bucketsMax?: number
accessKeyId: SecretReference
secretAccessKey: SecretReference
/**
 * Site (data centre or room) in the provider's own words.
 */
site?: string
}
/**
 * A shared search cluster.
 */
export interface SearchOffer {
host: HostName
/**
 * Port.
 */
port?: number
/**
 * Software.
 */
flavour: ("opensearch" | "elasticsearch")
/**
 * Size of the cluster in Mastodon's terms.
 */
preset: ("single_node_cluster" | "small_cluster" | "large_cluster")
/**
 * User.
 */
username?: string
password?: SecretReference
/**
 * Users it takes.
 */
indexesMax?: number
/**
 * Site (data centre or room) in the provider's own words.
 */
site?: string
}
/**
 * A mail relay that the provider runs or rents.
 */
export interface SmtpOffer {
host: HostName
/**
 * Port.
 */
port: number
/**
 * `tls` from the first byte, `starttls` after the greeting, or `none`.
 */
security: ("none" | "starttls" | "tls")
/**
 * User.
 */
username?: string
password?: SecretReference
/**
 * Domains it sends for; empty means any.
 * 
 * @maxItems 256
 */
senderDomains?: HostName[]
/**
 * Messages a day for all.
 */
messagesPerDay?: number
spfInclude?: HostName
/**
 * Selector of the DKIM key that the relay signs with.
 */
dkimSelector?: string
/**
 * What stands at the selector: the text of the key (`v=DKIM1; k=rsa; p=…`), or the host name that a CNAME leads to. `{domain}` stands for the sender's domain.
 */
dkimRecord?: string
}
/**
 * A zone that the provider can write to, or `manual`: the operator makes the records.
 */
export interface DnsRecordOffer {
zone: HostName
/**
 * Who makes records.
 */
provider: "manual"
}
/**
 * How virtual hosts get certificates.
 */
export interface HttpIngressOffer {
/**
 * Address given to the certificate authority.
 */
acmeEmail: string
/**
 * ACME directory.
 */
acmeServer?: string
/**
 * ACME directory that is tried first, because its failures count for nothing. Left out: Let's Encrypt's for Let's Encrypt, none for others.
 */
acmeStagingServer?: string
}
/**
 * An object store for restic repositories.
 */
export interface BackupRepositoryOffer {
/**
 * URL of the S3 API.
 */
endpoint: string
/**
 * Region.
 */
region?: string
/**
 * Put before the name of every bucket.
 */
bucketPrefix?: string
/**
 * Space for all repositories.
 */
quotaGiB: number
accessKeyId: SecretReference
secretAccessKey: SecretReference
/**
 * Site (data centre or room) in the provider's own words.
 */
site?: string
}
/**
 * How requirements are matched with offers.
 */
export interface Policy {
/**
 * `one-machine`: a deployment's applications share one machine; `machine-per-application`: each gets its own.
 */
placement: ("one-machine" | "machine-per-application")
reserve?: Capacity
/**
 * For each resource type the offers to try, in this order; `co-located` stands for a server on the application's own machine. A type that is missing: co-located where that exists, then the offers by name.
 */
prefer?: {
/**
 * Offers in order.
 * 
 * @minItems 1
 * @maxItems 256
 */
[k: string]: string[]
}
/**
 * Further restrictions on where applications may go.
 * 
 * @maxItems 256
 */
rules?: PolicyRule[]
}
/**
 * Instances of this application go only to machines that have all these labels.
 */
export interface PolicyRule {
/**
 * Id of the application module.
 */
application: string
/**
 * Labels.
 * 
 * @minItems 1
 * @maxItems 256
 */
machineLabels: string[]
}
/**
 * The difference between the deployed and the staged description, with reasons, warnings and effects. Immutable.
 */
export interface Plan {
/**
 * Version of this schema.
 */
schemaVersion: 1
deployment: Slug
/**
 * Digest of the description that must still be deployed when the plan is applied; null for the first.
 */
parent: (Digest | null)
description: Digest
digests: PlanDigests
effect: Effect
/**
 * What changes, in a stable order.
 * 
 * @maxItems 10000
 */
changes: Change[]
/**
 * Use of every machine touched, before and after.
 * 
 * @maxItems 256
 */
capacity: CapacityUse[]
/**
 * What each step of the planner decided, and why.
 * 
 * @maxItems 256
 */
report: StepReport[]
/**
 * Warnings and information; a plan with errors is not made.
 * 
 * @maxItems 1000
 */
diagnostics: Diagnostic[]
}
/**
 * What it was made from.
 */
export interface PlanDigests {
configuration: Digest
environment: Digest
catalogue: Digest
}
/**
 * One difference.
 */
export interface Change {
/**
 * What changes, e.g. `instances.social.options.title`.
 */
address: string
/**
 * What it is.
 */
kind: ("instance" | "option" | "component" | "resource" | "machine" | "domain" | "dns" | "secret" | "backups" | "version" | "setting")
/**
 * What happens to it.
 */
action: ("create" | "update" | "delete")
/**
 * Value before; null when created. Secrets are shown as references only.
 */
before: unknown
/**
 * Value after; null when deleted.
 */
after: unknown
effect: Effect
/**
 * Key of the sentence that says why.
 */
reason: string
params: Params
}
/**
 * Values for the sentence.
 */
export interface Params {
[k: string]: string | number | boolean
}
/**
 * One machine.
 */
export interface CapacityUse {
machine: Slug
capacity: Capacity
reserved: Capacity
before: Capacity
after: Capacity
}
/**
 * One step.
 */
export interface StepReport {
/**
 * Step.
 */
step: ("validate" | "requirements" | "placement" | "bindings" | "describe" | "diff" | "lint")
/**
 * Decisions.
 * 
 * @maxItems 5000
 */
decisions: Decision[]
}
/**
 * One decision with its reason.
 */
export interface Decision {
/**
 * What it is about.
 */
address: string
/**
 * Key of the sentence.
 */
code: string
params: Params
}
/**
 * Something to know about what was given.
 */
export interface Diagnostic {
/**
 * How bad: an error stops the plan, a warning asks for agreement, information explains.
 */
severity: ("error" | "warning" | "information")
/**
 * Stable code; key of the sentence.
 */
code: string
/**
 * Field or object it is about, with dots: `applications.social.options.title`.
 */
address: string
params: Params
}
/**
 * Where the state of one deployment is kept, off its machines.
 */
export interface BackupRepositoryRequest {
/**
 * Space it may take.
 */
quotaGiB: number
retention: Retention
/**
 * Who can read it without the key.
 */
encryption: "client-side"
/**
 * Where the resource has to be: anywhere, or at the site of the components that use it.
 */
locality?: ("any" | "same-site")
}
/**
 * A record that somebody has to make.
 */
export interface DnsRecordRequest {
name: HostName
/**
 * What it is for.
 */
purpose: ("address" | "media" | "account-redirect")
/**
 * Record type.
 */
kind: ("A+AAAA" | "CNAME")
}
/**
 * A virtual host with TLS.
 */
export interface HttpIngressRequest {
host: HostName
/**
 * What is served: the application, its media, or the redirect of the account domain.
 */
purpose: ("web" | "media" | "account")
/**
 * Whether connections are upgraded.
 */
websockets: boolean
/**
 * Largest request body in MiB.
 */
bodyMiBMax: number
}
/**
 * The virtual host.
 */
export interface HttpIngressResult {
/**
 * Host name.
 */
host: string
machine: Slug
/**
 * What is served.
 */
purpose: ("web" | "media" | "account")
/**
 * Address given to the certificate authority.
 */
acmeEmail: string
/**
 * ACME directory; null where the machine signs the certificate itself.
 */
acmeServer: (string | null)
/**
 * ACME directory that is tried first; null for none.
 */
acmeStagingServer: (string | null)
/**
 * Largest request body in MiB.
 */
bodyMiBMax: number
}
/**
 * What a group of components needs of one machine.
 */
export interface MachineRequest {
capacity: Capacity
/**
 * Nix system.
 */
system?: ("x86_64-linux" | "aarch64-linux")
/**
 * Site (data centre or room) in the provider's own words.
 */
site?: string
}
/**
 * The machine that was chosen.
 */
export interface MachineResult {
machine: Slug
/**
 * Public IPv4 address.
 */
ipv4: (string | null)
/**
 * Public IPv6 address.
 */
ipv6: (string | null)
}
/**
 * A PostgreSQL database. Names `database` and `username` follow the resource contracts.
 */
export interface PostgresqlRequest {
/**
 * Name of the database.
 */
database: string
/**
 * Role that owns it.
 */
username: string
/**
 * Lowest major version the application supports.
 */
versionMin: number
/**
 * Extensions it creates.
 * 
 * @maxItems 256
 */
extensions: string[]
/**
 * Connections it opens at most.
 */
connectionsMax: number
capacity: Capacity
/**
 * Where the resource has to be: anywhere, or at the site of the components that use it.
 */
locality: ("any" | "same-site")
}
/**
 * The database an application got.
 */
export interface PostgresqlResult {
/**
 * Host name, or the folder of the socket.
 */
host: string
/**
 * Port.
 */
port: number
/**
 * Name of the database.
 */
database: string
/**
 * Role.
 */
username: string
/**
 * File with the password. Null when none is needed (access by socket).
 */
passwordFile: (string | null)
/**
 * File with the whole connection URL. Null when none is needed (access by socket).
 */
urlFile: (string | null)
/**
 * libpq's sslmode; `disable` for a socket.
 */
sslMode: ("disable" | "require" | "verify-ca" | "verify-full")
/**
 * Major version, frozen for the instance.
 */
version: number
}
/**
 * A Redis (or Valkey) server process of its own.
 */
export interface RedisRequest {
/**
 * Name that keeps users of the resource apart.
 */
namespace: string
/**
 * Lowest version the application supports.
 */
versionMin: string
/**
 * Whether losing its content loses queued work.
 */
persistent: boolean
capacity: Capacity
/**
 * Where the resource has to be: anywhere, or at the site of the components that use it.
 */
locality: ("any" | "same-site")
}
/**
 * The Redis an application got.
 */
export interface RedisResult {
/**
 * Namespace.
 */
namespace: string
/**
 * Host name; null when by socket.
 */
host: (string | null)
/**
 * Port; null when by socket.
 */
port: (number | null)
/**
 * Path of the socket, when co-located.
 */
socket: (string | null)
/**
 * User; empty for the default user.
 */
username: string
/**
 * File with the password. Null when none is needed (access by socket).
 */
passwordFile: (string | null)
}
/**
 * A bucket for media.
 */
export interface S3BucketRequest {
/**
 * Name asked for; the result may have another.
 */
bucket: string
/**
 * Space it may take.
 */
quotaGiB: number
/**
 * Whether everybody may read its objects.
 */
publicRead: boolean
mediaHost?: HostName
/**
 * Where the resource has to be: anywhere, or at the site of the components that use it.
 */
locality: ("any" | "same-site")
}
/**
 * The bucket an application got. Names follow the resource contracts.
 */
export interface S3BucketResult {
/**
 * Host name of the S3 API.
 */
endpoint: string
/**
 * Port.
 */
port: number
/**
 * Whether the API is reached over TLS.
 */
tls: boolean
/**
 * Name of the bucket.
 */
bucket: string
/**
 * Region.
 */
region: string
/**
 * File with the key id.
 */
accessKeyIDFile: string
/**
 * File with the secret key.
 */
secretAccessKeyFile: string
/**
 * Address buckets by path.
 */
pathStyle: boolean
/**
 * Whether object ACLs may be sent.
 */
acl: boolean
/**
 * URL under which everybody reads the objects of this bucket, where it is another than that of the API.
 */
readEndpoint?: string
/**
 * Host name under which objects are read.
 */
mediaHost: (string | null)
}
/**
 * A full-text search cluster (Elasticsearch interface).
 */
export interface SearchRequest {
/**
 * Prefix of the index names.
 */
prefix: string
capacity: Capacity
/**
 * Where the resource has to be: anywhere, or at the site of the components that use it.
 */
locality: ("any" | "same-site")
}
/**
 * The search cluster an application got.
 */
export interface SearchResult {
/**
 * Host name.
 */
host: string
/**
 * Port.
 */
port: number
/**
 * Prefix of the index names.
 */
prefix: string
/**
 * Size of the cluster.
 */
preset: ("single_node_cluster" | "small_cluster" | "large_cluster")
/**
 * User, when asked for one.
 */
username: (string | null)
/**
 * File with the password. Null when none is needed (access by socket).
 */
passwordFile: (string | null)
}
/**
 * A mail relay.
 */
export interface SmtpRequest {
/**
 * Address mail is sent from.
 */
sender: string
/**
 * Messages a day, estimated.
 */
messagesPerDay: number
}
/**
 * The relay an application got.
 */
export interface SmtpResult {
/**
 * Host name.
 */
host: string
/**
 * Port.
 */
port: number
/**
 * How the connection is protected.
 */
security: ("none" | "starttls" | "tls")
/**
 * User; null without authentication.
 */
username: (string | null)
/**
 * File with the password. Null when none is needed (access by socket).
 */
passwordFile: (string | null)
/**
 * Address mail is sent from.
 */
sender: string
/**
 * Name of the SPF record that senders include; without it, senders allow the relay's host itself.
 */
spfInclude?: string
/**
 * Selector of the DKIM key that the relay signs with.
 */
dkimSelector?: string
/**
 * What stands at the selector: the text of the key (`v=DKIM1; k=rsa; p=…`), or the host name that a CNAME leads to. `{domain}` stands for the sender's domain.
 */
dkimRecord?: string
}
