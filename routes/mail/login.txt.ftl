<#-- @ftlvariable name="body" type="bridge.login.LoginLetter" -->
Hello,

somebody, most likely you, asked to log in to the client portal with this address.

<#if body.links()?size == 1>
Open this page and confirm to log in:

${body.links()[0].url()}
<#else>
This address belongs to several portals. Open the one you want and confirm to log in:

<#list body.links() as link>
${link.portalId()}
${link.url()}

</#list>
</#if>

<#if body.links()?size == 1>The link works<#else>Each link works</#if> once, within ${body.minutes()?c} minute<#if body.minutes() != 1>s</#if>.

If you did not ask for it, ignore this mail: without the link nobody can log in.
