"""Two plain sentences for each category in both languages."""

from __future__ import annotations

from reviewer.model.clause import Category

ENGLISH = {
    Category.COLLECTION: (
        "We collect your name and your street address when you order a lantern.",
        "Our server automatically records the IP address of your phone.",
    ),
    Category.PERMISSION: (
        "The app needs the camera permission to scan the code on a lamp.",
        "You can turn off the microphone permission in your phone.",
    ),
    Category.USE: (
        "We use your personal data to deliver the parcels that you order.",
        "The data is used for the following purposes.",
    ),
    Category.COOKIES: (
        "Our site sets cookies that remember your basket.",
        "Web beacons in our letters tell us which of them are opened.",
    ),
    Category.SHARING: (
        "We share your address with the service providers who drive our vans.",
        "We do not sell your personal information.",
    ),
    Category.RETENTION: (
        "We keep invoices for ten years.",
        "Account data is retained as long as your account exists.",
    ),
    Category.SECURITY: (
        "All data are encrypted on their way to our servers.",
        "No transmission over the internet is completely secure.",
    ),
    Category.RIGHTS: (
        "You have the right to access the data that we hold about you.",
        "You may ask us to delete your personal data.",
    ),
    Category.CHOICE: (
        "You can unsubscribe from our letters with one click.",
        "You may withdraw your consent at any time.",
    ),
    Category.DO_NOT_TRACK: (
        "Our site does not respond to Do Not Track signals.",
        "We honour the Global Privacy Control.",
    ),
    Category.TRANSFER: (
        "Your data may be transferred to countries outside the European Economic Area.",
        "We rely on standard contractual clauses for such transfers abroad.",
    ),
    Category.MINORS: (
        "Our shop is not directed to children under 13.",
        "Parents may write to us if their child gave us data.",
    ),
    Category.CHANGE: (
        "We may update this privacy policy whenever our products change.",
        "If you continue to use the shop after that, you accept the revised policy.",
    ),
    Category.CONTACT: (
        "If you have questions about this policy, contact us at privacy@lantern.example.",
        "Our data protection officer can be reached by post.",
    ),
    Category.CESSATION: (
        "If we cease operation of our services, we will announce it thirty days before.",
        "Should the service be discontinued, we will tell you.",
    ),
}
CHINESE = {
    Category.COLLECTION: (
        "您订购灯具时，我们会收集您的姓名和收货地址。",
        "服务器会自动记录您手机的IP地址。",
    ),
    Category.PERMISSION: (
        "我们会申请相机权限，以便扫描灯具上的二维码。",
        "您可以在手机设置中关闭麦克风权限。",
    ),
    Category.USE: (
        "我们使用您的个人信息，用于改进灯具的质量。",
        "上述信息将用于向您推荐灯具。",
    ),
    Category.COOKIES: (
        "我们的网站使用Cookie记住您的购物车。",
        "除Cookie外，我们还会使用网站信标和像素标签。",
    ),
    Category.SHARING: (
        "我们会与合作伙伴共享您的订单信息。",
        "我们不会向任何公司出售您的个人信息。",
    ),
    Category.RETENTION: (
        "订单信息的保存期限为三年。",
        "您的个人信息存储于中国境内的服务器。",
    ),
    Category.SECURITY: (
        "我们采用加密技术防止信息泄露。",
        "互联网并非绝对安全的环境。",
    ),
    Category.RIGHTS: (
        "您有权查阅、更正和删除您的个人信息。",
        "您可以在设置中注销账号。",
    ),
    Category.CHOICE: (
        "您可以随时撤回您的同意。",
        "您可以退订我们的短信。",
    ),
    Category.DO_NOT_TRACK: (
        "本网站目前不响应Do Not Track请求。",
        "浏览器的“请勿追踪”设置对本网站不起作用。",
    ),
    Category.TRANSFER: (
        "您的个人信息可能会被传输到境外。",
        "向境外提供数据前，我们会通过数据出境安全评估。",
    ),
    Category.MINORS: (
        "不满十四周岁的未成年人应在监护人陪同下使用本店。",
        "我们不会主动收集儿童的个人信息。",
    ),
    Category.CHANGE: (
        "我们可能适时修订本隐私政策。",
        "如您继续使用本服务，即视为同意更新后的政策。",
    ),
    Category.CONTACT: (
        "如您有任何疑问，请通过以下方式与我们联系。",
        "我们的客服电话为0571-0000-0000。",
    ),
    Category.CESSATION: (
        "如我们停止运营，会提前三十日公告。",
        "产品终止服务后，我们会停止收集信息。",
    ),
}
