//! The patterns by which lines of letters are recognised. All are matched against keys, that is,
//! against text without white space and with full-width punctuation.

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};

/// A Chinese character. Written as a class of Unicode it makes automata many times larger.
const HAN: &str = "[々〇㐀-鿿𠀀-𳎯]";

/// Compiles a pattern. `\p{Han}` and `\d` stand for cheaper classes of the same meaning, and the
/// automaton may grow, since thousands of letters share it.
pub(super) fn regex(pattern: &str) -> Option<Regex> {
    const CACHE: usize = 32 << 20;
    let pattern = pattern.replace(r"\p{Han}", HAN).replace(r"\d", "[0-9]");
    RegexBuilder::new(&pattern)
        .dfa_size_limit(CACHE)
        .build()
        .ok()
}

/// A pattern that is made when it is first used.
pub(super) struct Pattern(LazyLock<Option<Regex>>);

impl Pattern {
    const fn new(make: fn() -> Option<Regex>) -> Self {
        Self(LazyLock::new(make))
    }

    /// Whether the pattern is found in the text.
    pub(super) fn is_match(&self, text: &str) -> bool {
        self.0.as_ref().is_some_and(|regex| regex.is_match(text))
    }

    /// The groups of the first match.
    pub(super) fn captures<'t>(&self, text: &'t str) -> Option<regex::Captures<'t>> {
        self.0.as_ref()?.captures(text)
    }

    /// All matches, by groups.
    pub(super) fn captures_iter<'r, 't: 'r>(
        &'r self,
        text: &'t str,
    ) -> impl Iterator<Item = regex::Captures<'t>> + 'r {
        self.0
            .iter()
            .flat_map(move |regex| regex.captures_iter(text))
    }
}

macro_rules! patterns {
    ($($(#[$doc:meta])* $name:ident = $regex:expr;)+) => {
        $($(#[$doc])* pub(super) static $name: Pattern = Pattern::new(|| regex($regex));)+

        #[cfg(test)]
        #[test]
        fn every_pattern_is_valid() {
            $(assert!($name.0.is_some(), stringify!($name));)+
        }
    };
}

patterns! {
    /// A document number as a line of its own, perhaps with a label before it.
    DOC_NUMBER = r"^（?(?:[\p{Han}]{0,4}(?:文号|字号|编号)：?)?((?:[\p{Han}A-Za-z×]{1,20}(?:（[\p{Han}]{1,4}）)?：?)[〔\[【（［﹝]\d{4}[〕\]】）］﹞](?:第|[\p{Han}]{1,4}：?)?[A-Za-z]{0,3}\d[\dOoIl]{0,4}(?:[-—]\d{1,5})?号)";
    /// A document number that lost characters.
    DOC_NUMBER_DAMAGED = r"^[\p{Han}]{1,12}(?:[〔\[【（]\d{0,3}[〕\]】）]?第?\d*号?|[〔\[【（]\d{4,}[号]?|\d{4}[〕\]】）]第?\d+号|[〔\[【（]\d{4}[〕\]】）]第?号?)$";
    /// The year of a document number.
    DOC_YEAR = r"[〔\[【（［﹝](\d{4})[〕\]】）］﹞]";
    /// The one who signed for sending.
    SIGNER = r"(?:签发人|签发领导|领导署名|署名领导|领导签发|领导签批|签批人|签署人|签发)(?:姓名)?(?:（(?:签字|签名|章)）)?：";
    /// A disclosure mark that stands behind something else.
    MARK_BEHIND = r"(?:此件|本件)?(?:(?:不予|不宜|不同意|不主动|不对外|不|主动|同意|可以|可|部分|暂不|仅|内部|摘要)公开|依申请)";
    /// A class of result, as a line of its own or a token.
    CLASS = r"^(?:注：)?(?:本次|此次|现|(?:此|本|该)(?:件|案|提案|建议|答复|复函|复文))?(?:为|属于?|的)?(?:(?:类别|分类|类型|等次|级别|标识|标记|结果|(?:承办|处理|结果)(?:类别|分类|结果)|(?:提案|建议|议案)?(?:办|答|复|回|落实|解决|采纳)[\p{Han}]{0,6}(?:类别|分类|类型|类|结果|情况|等次|等级|代码|标记|标识|意见|程度|进度)|(?:类别|分类)[\p{Han}]{1,3}|(?:提案|建议|议案)办理(?:结果|类别)?)(?:：|为)?)?：?[（〔\[【“]?([A-D])[）〕\]】”]?([1-9])?[）〕\]】]?(类|类：)?[）〕\]】]?(?:件|答复|复函|复文)?(?:（[^）A-D]{1,30}[A-D]?类?）|[：，—]{1,2}[^A-D。；]{0,24}(?:解决|落实|采纳|参考|计划|列入|说明|办结|答复)[^A-D。；]{0,8}|，原[^，：）A-D]{2,8}[：为][A-D]类?)?。?$";
    /// The last line of a title.
    TITLE_END = r"(?:(?:会办|协办|答复|回复|办理)意见的?函|答复|回复|复函|答复函|回复函|的函|函复|会办意见|协办意见|分办意见|主办意见|办理意见|办理情况|答复意见|回复意见|办理答复|续办续复|续复|再次答复|复文|回函|答复书|答复件|办复意见|第[0-9A-Za-z-]+号[^。：]{0,24}(?:(?:办理|答复|复文|落实)(?:情况|结果)?的?(?:报告|说明|反馈)|反馈意见|办理结果|答复摘要|复文摘要))(?:（[^）]{1,14}）|（[^（）]{1,14}（[^（）]{1,14}）[^（）]{0,6}）|（关于[^（）]*(?:（[^（）]*）[^（）]*)*）)?$";
    /// What a title of a reply is about.
    TITLE_CASE = r"提案|建议|议案|第[0-9A-Za-z]+号";
    /// The first line of a title.
    TITLE_START = r"^(?:[\p{Han}（）]{2,24})?(?:关于|对|《关于)";
    /// A title that begins with the session: 市七届人大五次会议第117号建议答复.
    TITLE_OF_CASE = r"^[\p{Han}0-9]{0,24}(?:人大|政协|人民代表大会)[\p{Han}0-9（）]{0,30}第[0-9A-Za-z]+号[\p{Han}（）]{0,14}$|^[\p{Han}0-9]{0,24}(?:人大|政协|人民代表大会)[\p{Han}0-9（）]{0,20}(?:提案|建议)：?第[0-9A-Za-z]+号[—－-]{0,3}[《“].{4,60}[》”]的?(?:答复|回复|复函)$";
    /// A title that ends with the case: 市城市管理局答复市七届人大五次会议第117号建议.
    TITLE_ANSWERS = r"^[\p{Han}]{2,20}(?:答复|回复)[^。：]{4,60}第[0-9A-Za-z]+号(?:建议|提案|代表建议|委员提案)$";
    /// A title of something else.
    OTHER_TITLE = r"(?:通知|办法|规定|条例|细则|解读|一览表|汇总表?|目录|统计表|通报|方案|公告|公示|简报|纪要|摘要|登记表|申请表|办理单|意见表|新闻|访谈|指南|年报|规划|决定|报告|汇报|总结|讲话|要点|批复|请示)(?:（[^）]*）)?$";
    /// A salutation.
    SALUTATION = r"^(?:(?:尊敬|敬爱|亲爱)的)?(?:[\p{Han}·]{2,5}；){0,6}([^。；！？：]{1,80}?(?:委员|代表|(?:委员|代表)等[0-9一二两三四五六七八九十]{0,3}[位名人]|主席|常委|街道|镇|乡|开发区|园区|新区|支队|大队|总队|馆|同志|先生|女士|们|代表团|提案人|提案者|建议人|政协|人大|市委|总支|支部|界别|界|联|会|组|社|党|盟|局|委|办|厅|部|署|院|处|室|站|中心|小组|政府|公司|集团|大学|学院|中央)(?:（[^）]*）)?)[，！：]?(?:(?:您们?|你们?)好[！。]?)?[：！]$";
    /// A salutation without its colon.
    SALUTATION_BARE = r"^(?:尊敬的)?(?:委员|代表)[们]?[，：]?(?:您们?|你们?)好[！：。]?$|^(?:尊敬的)?(?:[\p{Han}]{0,4}(?:政协委员|人大代表)|委员|代表|提案人)[\p{Han}·]{2,5}(?:、[\p{Han}·]{2,5}){0,6}：$|^尊敬的[^。；！？：，]{1,40}(?:委员|代表)[们]?[！!，]?$|^[\p{Han}·、]{2,30}(?:委员|代表)们?[，：]?(?:您们?|你们?)?好[！。]$";
    /// How letters say that a case was received.
    RECEIVED = r"关于[^。：]{4,80}的(?:建议|提案|议案)[》”]?，[^。]{0,24}(?:高度重视|进行了(?:认真)?研究)|作为(?:会办|协办|协助办理)单位|续复如下|复函如下|现复如下|收悉|已收到|答复如下|回复如下|函复如下|函告如下|复函如下|办理情况|提出如下(?:会办|协办|办理)?意见|您(?:们)?提出的|提出的.{0,80}(?:提案|建议)|现(?:将|就).{0,40}(?:答复|回复|函复|函告)";
    /// A contact line.
    CONTACT = r"^[（【]?(?:附注：|注：)?(?:承办|经办|主办|会办|协办|办理|分管|主管|主要|责任|联系|单位|部门|具体|办公|咨询|领导|签发|审签|审核|审定)?(?:单位|部门|科室|处室|股室)?(?:及|和|、|/)?(?:负责人|办理人员|办理人|审签人|审核人|审定人|部门|领导署名|署名领导|领导人|[院校局厅委办]?领导|责任人|承办人员|承办人|经办人员|经办人|联系人员|联系人|联络员|联络人|(?:承办|经办|联系)同志|副?局长|副?主任|联系电话|联系方式|办公电话|咨询电话|电话号码|电话|单位|科室|处室|传真|邮编|邮政编码|电子邮箱|邮箱|地址|领导签批|领导签发|领导签字|签批|签发人)(?:姓名)?(?:[及和、/与（]?(?:联系)?(?:电话|方式|手机)）?)?(?:（(?:盖章|公章|章|签字|签名|姓名)）)?：|^[（【]?(?:经办|承办)：[\p{Han}]{2,4}(?:[；，、）]|$)|^[（【]?(?:主办|会办|协办|分办|承办)：[\p{Han}、，]{2,60}[）】]?$|^[（【]?[\p{Han}]{1,4}(?:联系人|承办人|经办人)：|^[（【]?[\p{Han}]{2,6}：[^。：]{1,30}(?:联系人|承办人|经办人|联系电话|电话)：";
    /// A word by which a sentence names whom to ask.
    CONTACT_WORD = r"联系人|承办人|经办人|负责人|联系电话|电话：|联系，";
    /// How a bureau says of itself that it only helps to answer.
    HELPS = r"(?:^|[，。；：、]|[我本][\p{Han}]{1,4})作为(?:[\p{Han}]{0,8}的)?(?:会办|协办|协助办理)单位|(?:提出|形成|反馈)(?:以下|如下)?(?:会办|协办|办理协助)意见|(?:将|就)(?:我[局委办厅]|[^，。；：]{0,20}的)?(?:会办|协办)(?:情况|意见)|(?:会办|协办)(?:情况|意见)(?:函告|函复|答复|回复|反馈|报告)?如下";
    /// Who helped to answer.
    CO_HANDLERS = r"(?:会办|协办|分办)(?:单位)?(?:：|\|)([\p{Han}、，；]+?)(?:[\p{Han}]{2,4}：|\||。|$)";
    /// Labels inside a contact line, with their values.
    CONTACT_PART = r"((?:主办|会办|协办|承办|经办|责任|联系)(?:单位|部门|科室|处室|股室)|领导署名|审签(?:人|领导)?|(?:审核|复核|拟稿)(?:人|领导)?|审定(?:人|领导)?|领导(?:签批|签发|签字)|签发(?:人|领导)|地址|邮编|邮政编码|传真|邮箱|(?:承办|办理|分管|主管|主要|责任|单位|部门)?(?:单位|部门)?(?:负责人|领导人|[院校局厅委办]?领导|责任人)|(?:(?:承办|联系)(?:单位|科室|部门)(?:及|和|、|/))?(?:具体)?(?:承办人员|承办人|办理人员|办理人|经办人员|经办人|联系人员|联系人|联络员|联络人|(?:承办|经办|联系)同志)|(?:分管|主管)?副?(?:局长|主任)|(?:单位|办公|联系|咨询)?(?:联系电话|联系方式|电话号码|电话)|经办|承办)(?:姓名)?((?:[及和、/与（]?(?:联系)?(?:电话|方式|手机)）?)?)(?:（(?:盖章|公章|章|签字|签名|姓名)）)?：";
    /// A person and a telephone named in a sentence: 与我局办公室某某同志联系，电话….
    CONTACT_SENTENCE = r"(?:(?:请与|可与|与|向)([\p{Han}（）·]{2,24}?)(?:同志|科长|主任|股长|处长)?联系|请(?:直接)?联系([\p{Han}·]{2,24}?)(?:同志|科长|主任|股长|处长)?)[，,（；]?(?:联系|咨询|办公)?电话[：为是]?([-—\d]{7,14})";
    /// A name and a telephone without a word for either: 养老科 某某 0000-5550001.
    CONTACT_BARE = r"^（?([\p{Han}·、]{2,24})[，、：；]?(0[0-9]{2,3}[-—–]{1,2}[0-9]{7,8}|（0[0-9]{2,3}）[0-9]{7,8}|1[3-9][0-9]{9})）?$";
    /// A telephone number.
    PHONE = r"1\d{2}＊{4}\d{4}|0\d{2,3}-\d{3,4}＊{3,4}|[（]0\d{2,3}[）][-—]?\d{7,8}|1\d{10}|(?:0\d{2,3}[-—－–]{0,2})?\d{7,8}(?:[-—转]\d{1,5})?|\d{3,5}[-—－–]{1,2}\d{3,8}";
    /// A date as a line of its own.
    DATE_LINE = r"^（?([0-9〇○◯零一二三四五六七八九十ＯОOo]{4})[年.．/-]([0-9〇○零一二三四五六七八九十元正]{1,3})[月.．/-]([0-9〇○零一二三四五六七八九十廿卅]{1,3})[日号]?(?:（[^）]*）|）|星期[一二三四五六日天]|。)?$";
    /// A bureau's name and a date on one line.
    SIGNED_DATE = r"^([\p{Han}（）]{3,30}?)([0-9〇○零]{4}年[0-9]{1,2}月[0-9]{1,2}日|[〇○零一二三四五六七八九ＯОO0]{4}年[一二三四五六七八九十元正]{1,2}月[一二三四五六七八九十廿卅]{1,3}日)$";
    /// A date behind its label, below a signature: 日期：2023年6月15日.
    DATE_LABELLED = r"^(?:(?:答复|回复|复函|办理|办复|落款|签发|发文|成文)?(?:日期|时间)：)[（]?[0-9〇○零一二三四五六七八九]{4}[年.-]";
    /// A class in a sentence at the end of a letter: 办理结果由B类调整为A类.
    CLASS_IN_TEXT = r"(?:办理|办复|答复)(?:结果|类别|类型)(?:由[“（]?[A-D][”）]?类?)?(?:已)?(?:调整|变更|更改|改|转|确定|评定|认定|列|定)?(?:为|：)[“（]?([A-D])[”）]?(?:类|[。；，]|$)";
    /// The note of the print: who printed the letter, and when.
    PRINT_NOTE = r"^[\p{Han}（）]{4,30}[0-9〇○零一二三四五六七八九]{4}年[0-9一二三四五六七八九十]{1,2}月[0-9一二三四五六七八九十]{1,3}日印发(?:（?共印?[0-9]+份）?)?$";
    /// An attachment line.
    ATTACHMENT = r"^附件[0-9一二三四五六七八九十]*(?:：|$)|^附[：]";
    /// A line of copies.
    COPIES = r"^（?(?:抄送|抄报|分送|抄告|内部发送|抄|送)(?:单位|机关|部门)?：|^抄送[\p{Han}（）0-9]{3,24}[、，；。]";
    /// The number of a page.
    PAGE_NUMBER = r"^[-—–－]{1,2}\d{1,3}[-—–－]{1,2}$|^第\d{1,3}页(?:[，/]?共\d{1,3}页)?$|^\d{1,3}/\d{1,3}$|^[-—–·•]{0,1}\d{1,2}[-—–·•]{0,1}$|^[Pp]age\d{1,3}(?:of\d{1,3})?$";
    /// The session in which a case was raised.
    SESSION_PLACE_FIRST = r"([\p{Han}]{0,12}?)(政协|人大|人民代表大会)(?:常委会|常务委员会)?第?([0-9一二三四五六七八九十]{1,3})届(?:委员会|全国委员会)?第?([0-9一二三四五六七八九十]{1,3})次(?:会议|全体会议|全会)";
    /// The same with the term before the body: 市七届人大五次会议, 十三届全国人大五次会议.
    SESSION_TERM_FIRST = r"([\p{Han}]{0,12}?)第?([0-9一二三四五六七八九十]{1,3})届(全国|[\p{Han}]{0,8}?)(政协|人大|人民代表大会)(?:委员会)?第?([0-9一二三四五六七八九十]{1,3})次(?:会议|全体会议|全会)";
    /// The same with the body before its place: 政协青岚市第十一届委员会第一次会议.
    SESSION_BODY_FIRST = r"(政协)([\p{Han}]{0,14}?)第?([0-9一二三四五六七八九十]{1,3})届([\p{Han}]{0,12}?委员会)?第?([0-9一二三四五六七八九十]{1,3})次(?:会议|全体会议|全会)";
    /// Numbers of cases.
    CASE_NUMBERS = r"第[〔（]?((?:(?:[A-Za-zⅠ-Ⅻ]{1,4}-?)?[闭议]?[0-9]{1,12}(?:[-－–—][0-9]+)*[A-Za-z]?)(?:号?[、，和及]第?(?:[A-Za-z]{0,4}[0-9]{1,12}))*)[〕）]?号|(?:提案|建议)[（〔]?第?([A-Za-z]{0,4}[0-9]{1,12})号|((?:闭[0-9]{1,4})|[A-Z]{1,3}[0-9]{2,10}|[0-9]{1,12})号(?:提案|建议|代表建议|委员提案|政协提案|集体提案|议案)|第([0-9]{1,12})(?:提案|建议)|(?:会议|[（第])([㐀-笫笭-鿿]{1,2}[0-9]{1,5})号(?:建议|提案|议案|代表建议|[）])|(?:提案|建议|议案)(?:编号|案号|号)[：为]?第?([A-Za-z]{0,4}[0-9]{1,12}(?:-[0-9]{1,8})?)号?|(?:提案|建议|议案)[》”]（([0-9]{3,12})号）";
    /// A date that lost its characters: 2023719.
    DATE_DAMAGED = r"^20\d{2}年\d{0,4}$|^[0-9〇○零一二三四五六七八九十lIoO ]{1,4}年[0-9〇○零一二三四五六七八九十lIoOl■□]{0,3}月[0-9〇○零一二三四五六七八九十lIoOl■□]{0,3}日?$|^20\d{2}年\d{1,2}月$|^20\d{2}\d{2,4}日?$|^年月日$|^20\d{2}年\d{0,2}月?日$|^\d{4}年月日$";
    /// What looks like a case's number, read or not: 第1六3号.
    LIKE_NUMBER = r"第[^届次号，。条]{1,10}号";
    /// An entry of a table of contents: a title, dots, the number of a page.
    CONTENTS = r"(?:…|\.{3}|·{3}|—{3})[…\.·—]*（?[0-9]{1,3}）?$";
    /// 第117号等3件: how many cases there are.
    CASE_COUNT = r"等([0-9一二三四五六七八九十两]{1,3})件";
    /// A label before the letter on a page of a case: 答复内容：.
    CONTENT_LABEL = r"^(?:答复内容|答复全文|复函全文|办理答复|回复内容|复函内容|答复意见|回复意见|答复正文|正文)：";
    /// The number of a case on the page of a case.
    CASE_LABEL = r"^\|?(?:提案|建议|议案|案件)?(?:编号|案号|号|序号)：?\|?(?:20\d{2}年)?第?([A-Za-z]{0,4}[0-9]{1,12}(?:-[0-9]{1,8})?)号?(?:\||$)";
    /// A case by its session and number, with nothing of an answer.
    CASE_OF_SESSION = r"(?:政协|人大|人民代表大会)[^。，：]{0,30}第[0-9A-Za-z]+号(?:委员|代表|集体)?(?:提案|建议|议案)$";
    /// A salutation that runs into its text.
    ADDRESSED_INLINE = r"^((?:尊敬的)?[^。；！？：，“]{2,40}(?:委员|代表)们?：)(?:您|你|贵|现|收到|经|关于|《|感谢|首先|非常)";
    /// A date behind a text's last sentence, with the bureau's name or without.
    DATE_BEHIND = r"[。！”）]([\p{Han}（）]{0,30}(?:[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日))$";
    /// A letter that begins with what it received, without title and salutation.
    RECEIVED_ALONE = r"^(?:您|你)们?(?:在[^。]{2,40}上)?(?:所)?提(?:出|交)?的?[^。]{4,120}(?:提案|议案|建议》)[^。]{0,40}(?:收悉|收到)[^。]{0,24}(?:答复|回复|函复|复函)如下";
    /// A title or number with signs where its numbers should stand: 第×××号.
    PLACEHOLDER = r"第[×XxＸ*＊○_…]+(?:届|次|号)|[〔\[【（][×XxＸ*＊○_…0-9]*[×XxＸ*＊○_…][×XxＸ*＊○_…0-9]*[〕\]】）][×XxＸ*＊○_…]*号";
    /// A heading of an annex that shows how something is to be written.
    SAMPLE = r"(?:格式|样式|式样|样例|例文|样本|范本|范文|模板|参考文本|样稿)(?:（[^）]*）)?[：）]?$";
    /// A session that lost its characters: 省政协第次会议.
    SESSION_DAMAGED = r"第届|届第次|届次会议|(?:政协|人大|代表大会)第次|第次会议";
    /// A case number that lost all its characters: 第号提案.
    CASE_DAMAGED = r"第号|第次会议第|次会议(?:提案|建议)(?:[的答回办]|$)";
    /// Numbers in a text that lost their characters: 20233月, 占…的%.
    TEXT_DAMAGED = r"20\d{3,4}月|20\d{2}年月|[\p{Han}，、]%|年月日|年月底|(?:^|[，。；、至到])年(?:以来|底|末|初|来)|(?:达|共|约|投入|资金|总投资|累计)(?:万|亿)(?:元|人次|人|亩|户|吨|平方米)";
    /// Words that hold back, wherever they stand.
    RESTRICTED = r"不予公开|免于公开|内部公开|内部使用|内部事项|仅限内部|仅供内部|限内部|涉密：是|密级：(?:工作|商业|国家)?(?:秘密|机密|绝密|内部)|(?:公开|发布|知悉|分发|发送|传达)范围：[^：]{0,8}(?:内网|内部|机关|本人|本单位|本系统)|(?i:public：no|confidential|internaluse)|不公开|依申请公开|不宜公开|不同意公开|不主动公开|免予公开|暂不公开|不宜对外公开|不对外公开|不得公开|不要公开|暂缓公开|非公开|内部资料|内部文件|请勿外传|不得外传|^(?:秘密|机密|绝密)";
    /// What looks like a document number, read or not.
    LIKE_DOC_NUMBER = r"[\p{Han}][〔\[【（][0-9OolI〇○]{4}[〕\]】）].{0,6}号|^[\p{Han}]{0,12}(?:字第|第)?(?:20\d{2})?[-（〔]?\d{1,5}[）〕]?号$|[\p{Han}][〔\[【（][〇○零一二三四五六七八九]{4}[〕\]】）]|[\p{Han}×][〔\[【（［﹝]20\d{2}.{0,8}号|20\d{2}[〕\]】）］﹞].{0,8}号|[〔\[【（［﹝]\d{0,4}[〕\]】）］﹞].{0,8}号$|[\p{Han}][〔\[【（［﹝]?20\d{2}[〕\]】）］﹞]\d";
    /// A letter among digits that a recogniser took for one of them.
    UNLIKE_DIGIT = r"\d[OolI|](?:\d|号|$)|[〔\[（][^〕\]）]*[OolI][^〕\]）]*[〕\]）]|第[OolI]+\d";
    /// A case's number with such a letter: 第1O6号.
    UNLIKE_NUMBER = r"第\d*[OolI]+\d[0-9OolI]*号|第\d+[OolI]+\d*号";
    /// What looks like a class, read or not.
    LIKE_CLASS = r"(?:办理|办复|答复)[\p{Han}]{0,4}：[A-D]|(?:：|为)[（“]?[A-D][1-9]?[类）”]{0,2}。?）?$|(?:^|[^A-Za-z\p{Han}])[A-D]\d?类(?:$|[^\p{Han}])|类别|办理结果|办复结果|答复类|办理类";
    /// What looks like a date of a letter, read or not.
    LIKE_DATE = r"^[\p{Han}：]{0,6}[（]?(?:[0-9〇○零一二三四五六七八九]{4}年.{1,4}月.{0,4}日?|20\d{2}[-./]\d{1,2}[-./]\d{1,2})[）]?$";
    /// What looks like a mark of disclosure, read or not: （该件同意在网站上公布）.
    LIKE_DISCLOSURE = r"^[（【]?(?:此|本|该)(?:件|文|函|答复|复函|复文)[^。]{0,30}(?:公布|发布|上网|公开)";
    /// A date somewhere in a line.
    DATE_IN_LINE = r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日";
    /// A bureau's name and a date inside a line.
    LIKE_SIGNED = r"(?:局|院|委|府|厅|办|会|部|室|中心)(?:[0-9]{4}|[〇○零一二三四五六七八九]{4})年[0-9一二三四五六七八九十]{1,2}月[0-9一二三四五六七八九十]{1,3}日";
    /// What looks like a person to be asked, read or not.
    LIKE_CONTACT = r"^[（]?(?:附注：)?(?:[\p{Han}]{0,6}(?:联系|承办|经办|负责|咨询|领导|办理)[\p{Han}]{0,4}|[\p{Han}]{0,4}电话|[\p{Han}]{0,2}[人话])：.{2,}|^[（]?(?:联系人|承办人|经办人|联系电话|电话)[\p{Han}0-9]{2}";
    /// What looks like a line of copies, read or not.
    LIKE_COPIES = r"^(?:抄|送|报|抄送|抄报)：|^抄[送报].{4,}";
    /// What looks like an attachment, read or not.
    LIKE_ATTACHMENT = r"^附件?[\p{Han}《]{4,40}》?$";
    /// What looks like who signed for sending, read or not.
    LIKE_SIGNER = r"签发|签批|签字：|[签发][人]：|签发.：|人：[\p{Han}]{2,3}$";
    /// How news begins.
    NEWS = r"^(?:近日|日前|[^。]{0,20}讯[（：）]|本报|记者|连日来)|作出答复。|（记者";
}
