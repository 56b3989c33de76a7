interface Culture {
	language: string;
	geoId: string;
	place: string;
	first: string[];
	last: string[];
}

const culture = (
	language: string,
	geoId: string,
	place: string,
	first: string,
	last: string,
): Culture => ({
	language,
	geoId,
	place,
	first: first.split(' '),
	last: last.split(','),
});

export const cultures = [
	culture(
		'en',
		'103644278',
		'United States',
		'Ava Liam Grace Marcus Jasmine Tyler Naomi Ethan Ruth Jamal Chloe Wyatt',
		"Carter,Nguyen-Reed,O'Neill,Bennett,Washington,Delgado,Brooks,Sullivan,Kim,Price",
	),
	culture(
		'en',
		'101165590',
		'United Kingdom',
		'Imogen Callum Zoë Alasdair Nia Siân Rupert Freya Owen Chloë',
		'Hughes,Blackwood,MacLeod,Ashworth,Patel-Jones,Byrne,Fairclough,Okafor,Pryce',
	),
	culture(
		'de',
		'101282230',
		'Germany',
		'Jürgen Anke Björn Käthe Lukas Günter Sabine Jörg Annegret Till',
		'Müller,Schäfer,Weiß,von Brück,Großmann,Köhler,Yıldırım,Petersen,Öztürk',
	),
	culture(
		'fr',
		'105015875',
		'France',
		'François Amélie Gaël Chloé Mathéo Anaïs Noé Hélène Loïc Inès',
		"Lefèvre,Dubois,Béranger,D'Aubigné,Gonçalves,Traoré,Mercier,Pâris,Haddad",
	),
	culture(
		'es',
		'105646813',
		'Spain',
		'José Lucía Iñaki María Sofía Andrés Begoña Núria Álvaro Rocío',
		'García Márquez,Muñoz,Ibáñez,Peña,Etxeberria,Domínguez,Soler i Puig,Vázquez',
	),
	culture(
		'pl',
		'105072130',
		'Poland',
		'Łukasz Agnieszka Stanisław Małgorzata Wojciech Żaneta Michał Zofia',
		'Wójcik,Kowalczyk,Śliwiński,Łęcka,Zając,Dąbrowska,Grześkowiak,Nowak',
	),
	culture(
		'pt',
		'106057199',
		'Brazil',
		'João Conceição Thiago Luísa Antônio Débora Caíque Patrícia',
		'da Silva,Araújo,Gonçalves,Magalhães,Nascimento,de Assunção,Brandão',
	),
	culture(
		'sv',
		'105117694',
		'Sweden',
		'Søren Åsa Björn Linnéa Göran Maja Håkan Saga Örjan Ebba',
		'Sjöström,Ångström,Bergqvist,Nordén,Östlund,Lindgren,Hägg,Ødegård',
	),
	culture(
		'tr',
		'102105699',
		'Türkiye',
		'Çağla Özgür İpek Şule Gökhan Ayşe Uğur Zeynep',
		'Yılmaz,Şahin,Çelik,Öztürk,Doğan,Güneş,Kılıç',
	),
	culture(
		'en',
		'102713980',
		'India',
		'Priya Arjun Ananya Vikram Lakshmi Rohan Meera Siddharth Kavya Imran',
		'Sharma,Iyer,Krishnamurthy,Banerjee,Reddy,Fernandes,Singh,Qureshi',
	),
	culture(
		'en',
		'105365761',
		'Nigeria',
		'Chidinma Olúwáṣeun Ngozi Emeka Adébáyọ̀ Amina Tunde Ifeoma',
		'Okonkwo,Adéyẹmí,Eze,Balogun,Nwosu,Ọláwálé,Ibrahim',
	),
	culture(
		'vi',
		'104195383',
		'Vietnam',
		'Thị Hương Đức Minh Quỳnh Tuấn Phương Bảo',
		'Nguyễn,Trần,Lê,Phạm,Đặng,Huỳnh',
	),
	culture(
		'ja',
		'101355337',
		'Japan',
		'太郎 花子 健 美咲 Kenji Haruka Sōta',
		'田中,佐藤,鈴木,Yamamoto,Itō',
	),
	culture('zh', '102454443', 'Singapore', '伟 秀英 Wei Mei Jun 敏', '王,李,张,Tan,Lim,Ong'),
	culture(
		'ar',
		'104305776',
		'United Arab Emirates',
		'ليلى محمد Fatima Omar Noor Yusuf',
		'الحسن,Al-Farsi,Haddad,Mansour',
	),
	culture(
		'uk',
		'102264497',
		'Ukraine',
		'Олена Taras Oksana Dmytro Ярослава Bohdan',
		'Шевченко,Kovalenko,Bondarchuk,Лисенко',
	),
];

export const titles = (
	'Head of Growth,Backend Engineer,Product Designer,VP Sales,Account Executive,Chief of Staff,' +
	'Data Scientist,Recruiter,Customer Success Manager,CTO,Founder,Marketing Lead,Operations Manager,' +
	'Solutions Architect,Finance Director,Community Manager,Developer Advocate,QA Engineer'
).split(',');

export const skills = (
	'Negotiation,TypeScript,Public Speaking,SQL,Copywriting,Kubernetes,Hiring,Forecasting,Figma,' +
	'Account-Based Marketing,Python,Coaching,Process Automation,Market Research,Rust,Storytelling'
).split(',');

export const schools = (
	'Fjordheim University,Instituto Técnico de Ribalta,École Supérieure du Val,Tanaka College,' +
	'Lagos Harbour University,Universität Altenwald,Northgate Business School,Politechnika Zielona'
).split(',');

export const industries = [
	{ id: '4', name: 'Software Development' },
	{ id: '96', name: 'IT Services and IT Consulting' },
	{ id: '43', name: 'Financial Services' },
	{ id: '14', name: 'Hospitals and Health Care' },
	{ id: '80', name: 'Advertising Services' },
	{ id: '116', name: 'Transportation, Logistics and Supply Chain' },
	{ id: '69', name: 'Education Administration Programs' },
	{ id: '144', name: 'Renewable Energy' },
];

export const emoji = ['🚀', '🌱', '☕', '💡', '🎯', '🧭', '👩‍💻', '🇵🇱'];
