import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { agenda } from "@/messages/agenda";
import { shop } from "@/messages/shop";
import { AgendaScreen } from "@/screens/shop/agenda/AgendaScreen";

export default screen(AgendaScreen, { texts: [shop, agenda], frame: inShopFrame });
